package minos.kv;

import minos.bytes.Encoder;

/**
 * A number that is equal for equal states, and almost certainly for no others (FNV-1a, 64 bits).
 */
final class Digest {
  private long hash = 0xcbf29ce484222325L;

  private Digest() {}

  static long of(Store store, Sessions sessions) {
    Digest digest = new Digest();
    store
        .objects()
        .forEach((name, object) -> {
          Encoder bytes = new Encoder().text(name).octet(object.kind().code());
          object.encode(bytes);
          digest.add(bytes.toBytes());
        });
    Encoder bytes = new Encoder();
    sessions.encode(bytes);
    digest.add(bytes.toBytes());
    return digest.hash;
  }

  private void add(byte[] bytes) {
    add(bytes.length);
    for (byte b : bytes) {
      mix(b & 0xFF);
    }
  }

  private void add(int number) {
    for (int shift = 0; shift < 32; shift += 8) {
      mix(number >>> shift & 0xFF);
    }
  }

  private void mix(int octet) {
    hash = (hash ^ octet) * 0x100000001b3L;
  }
}
