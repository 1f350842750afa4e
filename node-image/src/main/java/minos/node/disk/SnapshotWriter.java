package minos.node.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import minos.bytes.Encoder;
import minos.raft.SnapshotMark;
import minos.wire.MarkCodec;

/**
 * A snapshot's file while it is written: a header that says what it is, with its CRC32C, the state,
 * and a trailer with the CRC32C of all before and the length, without which the file is not a
 * snapshot.
 */
final class SnapshotWriter implements AutoCloseable {
  static final long MAGIC = 0x4d696e6f73536e32L; // "MinosSn2"
  static final int HEAD_BYTES = 12;
  static final int HEAD_CHECK_BYTES = 4;
  static final int TRAILER_BYTES = 16;
  private static final int TRAILER = 0x456e6421; // "End!"

  private final Disk.File file;
  private final CRC32C checksum = new CRC32C();

  private long size;

  SnapshotWriter(Disk.File file) {
    this.file = file;
  }

  void header(SnapshotMark mark) throws IOException {
    Encoder encoded = new Encoder();
    MarkCodec.encode(mark, encoded);
    byte[] bytes = encoded.toBytes();
    ByteBuffer head =
        ByteBuffer.allocate(HEAD_BYTES + bytes.length + HEAD_CHECK_BYTES)
            .putLong(MAGIC)
            .putInt(bytes.length)
            .put(bytes);
    append(head.putInt(checksum(head.array(), head.position())).array());
  }

  /** Of the first bytes. */
  static int checksum(byte[] bytes, int length) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes, 0, length);
    return (int) checksum.getValue();
  }

  /**
   * @throws SnapshotRefused if the disk does not take it, for want of room perhaps
   */
  void append(byte[] bytes) throws SnapshotRefused {
    try {
      file.write(size, bytes);
    } catch (IOException e) {
      throw new SnapshotRefused(e);
    }
    size += bytes.length;
    checksum.update(bytes);
  }

  void trailer() throws SnapshotRefused {
    append(trailer((int) checksum.getValue(), size));
  }

  /**
   * @param length of all before it
   */
  static byte[] trailer(int checksum, long length) {
    return ByteBuffer.allocate(TRAILER_BYTES)
        .putInt(TRAILER)
        .putInt(checksum)
        .putLong(length)
        .array();
  }

  long size() {
    return size;
  }

  void force() throws IOException {
    file.force();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
