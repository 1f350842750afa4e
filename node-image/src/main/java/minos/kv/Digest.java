package minos.kv;

import java.util.Map;
import java.util.SortedMap;
import minos.bytes.Encoder;

/**
 * A number that is equal for equal states, and almost certainly for no others (FNV-1a, 64 bits).
 */
final class Digest {
  private long hash = 0xcbf29ce484222325L;

  static long of(SortedMap<String, String> objects, SortedMap<Long, Session> sessions) {
    Digest digest = new Digest();
    digest.add(objects.size());
    objects.forEach((key, value) -> {
      digest.add(key);
      digest.add(value);
    });
    for (Map.Entry<Long, Session> session : sessions.entrySet()) {
      digest.add(session.getKey());
      digest.add(session.getValue().acknowledged());
      digest.add(session.getValue().replies().size());
      session
          .getValue()
          .replies()
          .forEach((sequence, reply) -> {
            digest.add(sequence);
            Encoder bytes = new Encoder();
            ReplyCodec.encode(reply, bytes);
            digest.add(bytes.toBytes());
          });
    }
    return digest.hash;
  }

  private void add(String text) {
    add(text.length());
    for (int i = 0; i < text.length(); i++) {
      mix(text.charAt(i));
    }
  }

  private void add(byte[] bytes) {
    add(bytes.length);
    for (byte b : bytes) {
      mix(b & 0xFF);
    }
  }

  private void add(long number) {
    for (int shift = 0; shift < 64; shift += 16) {
      mix((int) (number >>> shift) & 0xFFFF);
    }
  }

  private void mix(int value) {
    hash = (hash ^ value) * 0x100000001b3L;
  }
}
