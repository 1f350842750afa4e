package minos.bytes;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** Reads what an {@link Encoder} wrote. Every count is checked against the bytes that are there. */
public final class Decoder {
  /** Stands for what is not UTF-8, and sometimes for itself. */
  private static final char REPLACEMENT = '\uFFFD';

  private final byte[] bytes;
  private int position;

  public Decoder(byte[] bytes) {
    this.bytes = bytes;
  }

  /** One byte, 0 to 255. */
  public int octet() throws Malformed {
    if (position == bytes.length) {
      throw malformed("ends too early");
    }
    return bytes[position++] & 0xFF;
  }

  public long number() throws Malformed {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      int next = octet();
      if (shift == 63 && next > 1) {
        break;
      }
      value |= (long) (next & 0x7F) << shift;
      if (next < 0x80) {
        return value;
      }
    }
    throw malformed("has a number of more than 64 bits");
  }

  /** A count of things that take at least one byte each. */
  public int count() throws Malformed {
    long count = number();
    int left = bytes.length - position;
    if (count < 0 || count > left) {
      throw malformed("counts " + count + " where " + left + " bytes are left");
    }
    return (int) count;
  }

  public byte[] blob() throws Malformed {
    int length = count();
    position += length;
    return Arrays.copyOfRange(bytes, position - length, position);
  }

  public String text() throws Malformed {
    int length = count();
    String text = new String(bytes, position, length, StandardCharsets.UTF_8);
    if (text.indexOf(REPLACEMENT) >= 0) {
      check(ByteBuffer.wrap(bytes, position, length));
    }
    position += length;
    return text;
  }

  private void check(ByteBuffer utf8) throws Malformed {
    try {
      CharBuffer ignored = StandardCharsets.UTF_8.newDecoder().decode(utf8);
    } catch (CharacterCodingException e) {
      throw malformed("has a text that is not UTF-8");
    }
  }

  public boolean flag() throws Malformed {
    int flag = octet();
    if (flag > 1) {
      throw malformed("has a flag that is " + flag);
    }
    return flag == 1;
  }

  public Optional<String> optionalText() throws Malformed {
    return flag() ? Optional.of(text()) : Optional.empty();
  }

  public boolean isAtEnd() {
    return position == bytes.length;
  }

  /** To be called last: bytes that nobody read are an error, too. */
  public void end() throws Malformed {
    if (position < bytes.length) {
      throw malformed("goes on after its end, by " + (bytes.length - position) + " bytes");
    }
  }

  /** For readers that find a value which they do not know; says where. */
  public Malformed malformed(String how) {
    return new Malformed(how + " (byte " + position + ")");
  }
}
