package minos.node.disk;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.CRC32C;
import minos.raft.NodeId;

/**
 * The first 128 bytes of a log file.
 *
 * @param epoch a number drawn when the file was made, so that bytes of another log never fit
 */
record LogHeader(long epoch, NodeId owner) {
  static final int BYTES = 128;
  private static final long MAGIC = 0x4d494e4f534c4f47L; // "MINOSLOG"
  private static final int VERSION = 1;
  private static final int CHECKED_BYTES = BYTES - 4;

  byte[] encode() {
    ByteBuffer buffer = ByteBuffer.allocate(BYTES);
    byte[] name = owner.name().getBytes(StandardCharsets.UTF_8);
    if (name.length > DurableLog.MAX_NAME_BYTES) {
      throw new IllegalArgumentException("a server's name is too long: " + owner);
    }
    buffer.putLong(MAGIC).putInt(VERSION).putLong(epoch).putInt(name.length).put(name);
    buffer.putInt(CHECKED_BYTES, checksum(buffer.array()));
    return buffer.array();
  }

  static Optional<LogHeader> decode(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    if (buffer.getInt(CHECKED_BYTES) != checksum(bytes)
        || buffer.getLong() != MAGIC
        || buffer.getInt() != VERSION) {
      return Optional.empty();
    }
    long epoch = buffer.getLong();
    byte[] name = new byte[buffer.getInt()];
    buffer.get(name);
    return Optional.of(new LogHeader(epoch, new NodeId(new String(name, StandardCharsets.UTF_8))));
  }

  /** The checksum that the first record builds on. */
  int checksum() {
    return (int) epoch;
  }

  private static int checksum(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, CHECKED_BYTES);
    return (int) crc.getValue();
  }
}
