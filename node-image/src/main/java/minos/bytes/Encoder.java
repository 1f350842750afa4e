package minos.bytes;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** Writes values one after the other; {@link Decoder} reads them back in the same order. */
public final class Encoder {
  private byte[] bytes = new byte[64];
  private int size;

  /** One byte, 0 to 255. */
  public Encoder octet(int value) {
    room(1);
    bytes[size++] = (byte) value;
    return this;
  }

  /** A number in 7-bit groups, lowest first: small numbers are short, negative ones ten bytes. */
  public Encoder number(long value) {
    room(10);
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      bytes[size++] = (byte) ((rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    bytes[size++] = (byte) rest;
    return this;
  }

  /** Bytes with their count before them. */
  public Encoder blob(byte[] value) {
    return number(value.length).raw(value);
  }

  /** Bytes as they are, for a reader who knows where they end. */
  public Encoder raw(byte[] value) {
    room(value.length);
    System.arraycopy(value, 0, bytes, size, value.length);
    size += value.length;
    return this;
  }

  /** Text as UTF-8, with its count of bytes before it. */
  public Encoder text(String value) {
    return blob(value.getBytes(StandardCharsets.UTF_8));
  }

  public Encoder flag(boolean value) {
    return octet(value ? 1 : 0);
  }

  public Encoder optionalText(Optional<String> value) {
    flag(value.isPresent());
    value.ifPresent(this::text);
    return this;
  }

  /** How many bytes there are. */
  public int size() {
    return size;
  }

  public byte[] toBytes() {
    return Arrays.copyOf(bytes, size);
  }

  private void room(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
    }
  }
}
