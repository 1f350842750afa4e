package minos.kv;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import minos.raft.Payload;

/**
 * Writes the compact form: tags of one byte, numbers of seven bits a byte, text with its length.
 */
final class Encoder {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(64);

  Encoder tag(int tag) {
    bytes.write(tag);
    return this;
  }

  /** Any number; small ones that are not negative take few bytes. */
  Encoder number(long value) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      bytes.write((int) (rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    bytes.write((int) rest);
    return this;
  }

  Encoder text(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    number(utf8.length);
    bytes.writeBytes(utf8);
    return this;
  }

  Encoder flag(boolean flag) {
    return tag(flag ? 1 : 0);
  }

  Encoder optionalText(Optional<String> text) {
    flag(text.isPresent());
    text.ifPresent(this::text);
    return this;
  }

  Payload payload() {
    return new Payload(bytes.toByteArray());
  }
}
