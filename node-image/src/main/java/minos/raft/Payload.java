package minos.raft;

import java.util.Arrays;
import java.util.HexFormat;

/**
 * Bytes that the protocol carries and never looks into: an encoded command of the state machine.
 * Nobody writes to the array after construction.
 */
@SuppressWarnings("ArrayRecordComponent") // equality is defined below
public record Payload(byte[] bytes) {
  public static final Payload EMPTY = new Payload(new byte[0]);

  public int size() {
    return bytes.length;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Payload that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return HexFormat.of().formatHex(bytes, 0, Math.min(bytes.length, 16));
  }
}
