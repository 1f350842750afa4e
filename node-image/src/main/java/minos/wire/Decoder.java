package minos.wire;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads what an {@link Encoder} wrote. Every count is checked against the bytes that are there. */
public final class Decoder {
  private final byte[] bytes;
  private int position;

  public Decoder(byte[] bytes) {
    this.bytes = bytes;
  }

  public int octet() throws Malformed {
    need(1);
    return bytes[position++] & 0xFF;
  }

  public long number() throws Malformed {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      int next = octet();
      value |= (long) (next & 0x7F) << shift;
      if (next < 0x80) {
        return value;
      }
    }
    throw new Malformed("a number longer than ten bytes");
  }

  /** A count of things that take at least one byte each. */
  public int count() throws Malformed {
    long count = number();
    if (count < 0 || count > bytes.length - position) {
      throw new Malformed("a count of " + count + " with " + (bytes.length - position) + " bytes");
    }
    return (int) count;
  }

  public byte[] blob() throws Malformed {
    int length = count();
    position += length;
    return Arrays.copyOfRange(bytes, position - length, position);
  }

  public String text() throws Malformed {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(blob())).toString();
    } catch (CharacterCodingException e) {
      throw new Malformed("text that is no UTF-8");
    }
  }

  /** All bytes that are left. */
  public byte[] rest() {
    int from = position;
    position = bytes.length;
    return Arrays.copyOfRange(bytes, from, position);
  }

  /** To be called last: bytes that nobody read are an error, too. */
  public void end() throws Malformed {
    if (position != bytes.length) {
      throw new Malformed((bytes.length - position) + " bytes too many");
    }
  }

  private void need(int more) throws Malformed {
    if (bytes.length - position < more) {
      throw new Malformed("cut off after " + bytes.length + " bytes");
    }
  }
}
