package minos.kv;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import minos.raft.Payload;

/** Reads what {@link Encoder} wrote; anything else is an {@link IllegalArgumentException}. */
final class Decoder {
  private final String what;
  private final ByteBuffer bytes;

  /**
   * @param what is being read, for messages
   */
  Decoder(String what, Payload payload) {
    this.what = what;
    this.bytes = ByteBuffer.wrap(payload.bytes());
  }

  int tag() {
    if (!bytes.hasRemaining()) {
      throw malformed("ends too early");
    }
    return bytes.get();
  }

  long number() {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      int next = tag();
      if (shift == 63 && (next & ~1) != 0) {
        break;
      }
      value |= (long) (next & 0x7F) << shift;
      if ((next & 0x80) == 0) {
        return value;
      }
    }
    throw malformed("has a number of more than 64 bits");
  }

  String text() {
    long length = number();
    if (length < 0 || length > bytes.remaining()) {
      throw malformed("names a text of " + length + " bytes, " + bytes.remaining() + " are left");
    }
    ByteBuffer utf8 = bytes.slice(bytes.position(), (int) length);
    bytes.position(bytes.position() + (int) length);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(utf8).toString();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(what + " has a text that is not UTF-8", e);
    }
  }

  boolean flag() {
    int tag = tag();
    return switch (tag) {
      case 0 -> false;
      case 1 -> true;
      default -> throw malformed("has a flag that is " + tag);
    };
  }

  Optional<String> optionalText() {
    return flag() ? Optional.of(text()) : Optional.empty();
  }

  /** Nothing may follow. */
  <T> T end(T decoded) {
    if (bytes.hasRemaining()) {
      throw malformed("goes on after its end, by " + bytes.remaining() + " bytes");
    }
    return decoded;
  }

  IllegalArgumentException malformed(String how) {
    return new IllegalArgumentException(what + " " + how + " (byte " + bytes.position() + ")");
  }
}
