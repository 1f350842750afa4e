package minos.node.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import minos.bytes.Encoder;
import minos.raft.SnapshotMark;
import minos.wire.MarkCodec;

/**
 * A snapshot's file while it is written: a header that says what it is, the state, and a trailer
 * with the CRC32C of all before and the length, without which the file is not a snapshot.
 */
final class SnapshotWriter implements AutoCloseable {
  static final long MAGIC = 0x4d696e6f73536e31L; // "MinosSn1"
  static final int HEAD_BYTES = 12;
  static final int TRAILER_BYTES = 16;
  private static final int TRAILER = 0x456e6421; // "End!"

  private final Disk.File file;
  private final CRC32C checksum = new CRC32C();

  /** The last bytes, which may be the trailer, and are not in {@link #checksum} yet. */
  private byte[] tail = new byte[0];

  private long size;

  SnapshotWriter(Disk.File file) {
    this.file = file;
  }

  void header(SnapshotMark mark) throws IOException {
    Encoder encoded = new Encoder();
    MarkCodec.encode(mark, encoded);
    byte[] bytes = encoded.toBytes();
    append(
        ByteBuffer.allocate(HEAD_BYTES + bytes.length)
            .putLong(MAGIC)
            .putInt(bytes.length)
            .put(bytes)
            .array());
  }

  void append(byte[] bytes) throws IOException {
    file.write(size, bytes);
    size += bytes.length;
    byte[] joined = ByteBuffer.allocate(tail.length + bytes.length).put(tail).put(bytes).array();
    int kept = Math.min(TRAILER_BYTES, joined.length);
    checksum.update(joined, 0, joined.length - kept);
    tail = ByteBuffer.allocate(kept).put(joined, joined.length - kept, kept).array();
  }

  void trailer() throws IOException {
    checksum.update(tail);
    tail = new byte[0];
    append(trailer((int) checksum.getValue(), size));
  }

  /** Whether what was written ends with a trailer that is right. */
  boolean isWhole() {
    return ByteBuffer.wrap(tail)
        .equals(ByteBuffer.wrap(trailer((int) checksum.getValue(), size - tail.length)));
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
