package minos.node.disk;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.CRC32C;
import minos.raft.EntryId;
import minos.raft.NodeId;

/**
 * The first sector of a segment.
 *
 * @param epoch a number drawn when the server's folder was made, so that bytes of another never fit
 * @param number of the segment, counted up from 1
 * @param startsOver whether all segments before this one are void
 * @param base the entry before the segment's first
 * @param batches how many there are before this segment
 * @param chain checksum of the last record before this segment
 * @param bytes of the file when it got this header, all of them forced: it never gets shorter; 0
 *     where that was not written down
 */
record SegmentHeader(
    long epoch,
    NodeId owner,
    long number,
    boolean startsOver,
    EntryId base,
    long batches,
    int chain,
    long bytes) {
  /** A sector: a drive writes it whole or not at all. */
  static final int BYTES = VolatileDisk.SECTOR_BYTES;

  private static final long MAGIC = 0x4d494e4f534c4f47L; // "MINOSLOG"
  private static final int VERSION = 2;
  private static final int CHECKED_BYTES = BYTES - 4;

  SegmentHeader of(long fileBytes) {
    return new SegmentHeader(epoch, owner, number, startsOver, base, batches, chain, fileBytes);
  }

  byte[] encode() {
    ByteBuffer buffer = ByteBuffer.allocate(BYTES);
    byte[] name = owner.name().getBytes(StandardCharsets.UTF_8);
    buffer.putLong(MAGIC).putInt(VERSION).putLong(epoch).putLong(number);
    buffer.put((byte) (startsOver ? 1 : 0)).putLong(base.term()).putLong(base.index());
    buffer.putLong(batches).putInt(chain).putInt(name.length).put(name);
    buffer.putLong(bytes);
    buffer.putInt(CHECKED_BYTES, checksum(buffer.array()));
    return buffer.array();
  }

  /** Empty when these bytes are no such header. */
  static Optional<SegmentHeader> decode(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    if (buffer.getInt(CHECKED_BYTES) != checksum(bytes)
        || buffer.getLong() != MAGIC
        || buffer.getInt() != VERSION) {
      return Optional.empty();
    }
    long epoch = buffer.getLong();
    long number = buffer.getLong();
    boolean startsOver = buffer.get() == 1;
    EntryId base = new EntryId(buffer.getLong(), buffer.getLong());
    long batches = buffer.getLong();
    int chain = buffer.getInt();
    byte[] name = new byte[buffer.getInt()];
    buffer.get(name);
    NodeId owner = new NodeId(new String(name, StandardCharsets.UTF_8));
    return Optional.of(
        new SegmentHeader(
            epoch, owner, number, startsOver, base, batches, chain, buffer.getLong()));
  }

  /** What the end of a batch at this place carries. */
  int seal(long batch, long start, long end) {
    CRC32C crc = new CRC32C();
    ByteBuffer all = ByteBuffer.allocate(40).putLong(epoch).putLong(number);
    crc.update(all.putLong(batch).putLong(start).putLong(end).flip());
    return (int) crc.getValue();
  }

  private static int checksum(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, CHECKED_BYTES);
    return (int) crc.getValue();
  }
}
