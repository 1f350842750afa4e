package minos.node.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32C;
import minos.bytes.Decoder;
import minos.bytes.Malformed;
import minos.raft.SnapshotMark;
import minos.wire.MarkCodec;

/** A whole snapshot on the disk. */
public final class SnapshotFile implements AutoCloseable {
  private static final int PIECE_BYTES = 1 << 18;
  private static final long OLD_MAGIC = 0x4d696e6f73536e31L; // "MinosSn1"

  /** Takes the state that a snapshot holds, piece by piece. */
  public interface Sink {
    void add(byte[] piece) throws IOException;
  }

  private final String name;
  private final Disk.File file;
  private final SnapshotMark mark;
  private final long size;
  private final long stateOffset;

  private SnapshotFile(String name, Disk.File file) throws IOException {
    this.name = name;
    this.file = file;
    this.size = file.size();
    ByteBuffer head = ByteBuffer.wrap(read(0, SnapshotWriter.HEAD_BYTES));
    long magic = head.remaining() == SnapshotWriter.HEAD_BYTES ? head.getLong() : 0;
    if (magic == OLD_MAGIC) {
      throw new IOException(
          name + ": a snapshot of an older build, which this one cannot read; run that one");
    }
    int length = magic == SnapshotWriter.MAGIC ? head.getInt() : -1;
    this.stateOffset = SnapshotWriter.HEAD_BYTES + (long) length + SnapshotWriter.HEAD_CHECK_BYTES;
    if (length < 0 || stateOffset + SnapshotWriter.TRAILER_BYTES > size) {
      throw corrupted("no header that this version can read", Optional.empty());
    }
    this.mark = mark(length);
  }

  private SnapshotMark mark(int length) throws IOException {
    byte[] head = read(0, (int) stateOffset);
    int checked = head.length - SnapshotWriter.HEAD_CHECK_BYTES;
    if (SnapshotWriter.checksum(head, checked) != ByteBuffer.wrap(head).getInt(checked)) {
      throw corrupted("the checksum of its header is wrong", Optional.empty());
    }
    try {
      return MarkCodec.decode(new Decoder(read(SnapshotWriter.HEAD_BYTES, length)));
    } catch (Malformed e) {
      throw corrupted("its header " + e.getMessage(), Optional.empty());
    }
  }

  private SnapshotCorrupted corrupted(String what, Optional<SnapshotMark> known) {
    return new SnapshotCorrupted(name, what, known);
  }

  /**
   * Reads the header.
   *
   * @throws SnapshotCorrupted if there is none
   */
  static SnapshotFile open(Disk disk, String name) throws IOException {
    Disk.File file = disk.open(name);
    try {
      return new SnapshotFile(name, file);
    } catch (IOException e) {
      file.close();
      throw e;
    }
  }

  public SnapshotMark mark() {
    return mark;
  }

  /** In bytes, header and trailer included. */
  public long size() {
    return size;
  }

  /** These bytes of the file, or as many as there are. */
  public byte[] read(long offset, int length) throws IOException {
    int there = (int) Math.clamp(size - offset, 0L, (long) length);
    return there == 0 ? new byte[0] : file.read(offset, there);
  }

  /**
   * Reads all of the state.
   *
   * @throws SnapshotCorrupted when all was read and the checksum is wrong: what the sink took is
   *     then of no use
   */
  public void readState(Sink sink) throws IOException {
    long end = size - SnapshotWriter.TRAILER_BYTES;
    CRC32C checksum = new CRC32C();
    checksum.update(read(0, (int) stateOffset));
    long offset = stateOffset;
    while (offset < end) {
      byte[] piece = read(offset, (int) Math.min(PIECE_BYTES, end - offset));
      checksum.update(piece);
      sink.add(piece);
      offset += piece.length;
    }
    byte[] trailer = read(end, SnapshotWriter.TRAILER_BYTES);
    if (!Arrays.equals(trailer, SnapshotWriter.trailer((int) checksum.getValue(), end))) {
      throw corrupted("its checksum is wrong", Optional.of(mark));
    }
  }

  /**
   * Reads all of it, to see whether it is right.
   *
   * @throws SnapshotCorrupted if it is not
   */
  public void verify() throws IOException {
    readState(piece -> {});
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
