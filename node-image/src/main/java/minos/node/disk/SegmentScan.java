package minos.node.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import minos.raft.Payload;
import minos.raft.StorageRules;

/**
 * Reads a segment from its first record to its last whole batch, and judges what comes after.
 *
 * <p>A batch is written and forced as one, and the next is written only after that. So at most the
 * last batch can be torn, and bytes that are wrong before the end of a later batch were right once:
 * that is corruption. Where only the last batch's own end is there, either its force returned and a
 * bit changed since, or the power failed and some of its sectors are missing. A missing sector
 * reads as zeros, since every byte of a segment is written once, over zeros; anything else is
 * corruption. What cannot be told from a torn write here: damage to the very end of the last batch,
 * and damage that leaves zeros. Such a batch is missed only where something written later counted
 * it: a segment, a ballot, or the mark of an orderly end.
 */
final class SegmentScan {
  private static final int WINDOW_BYTES = 4 << 20;

  private static final byte[] ZEROS = new byte[LogRecord.MAX_PAYLOAD_BYTES + (1 << 10)];

  private final String name;
  private final Disk.File file;
  private final SegmentHeader header;
  private final Replay replay;
  private final StorageRules rules;
  private final long size;

  private ByteBuffer window = ByteBuffer.allocate(0);
  private long windowStart;

  private long position = SegmentHeader.BYTES;
  private long goodEnd = SegmentHeader.BYTES;

  SegmentScan(String name, Disk.File file, SegmentHeader header, Replay replay, StorageRules rules)
      throws IOException {
    this.name = name;
    this.file = file;
    this.header = header;
    this.replay = replay;
    this.rules = rules;
    this.size = file.size();
  }

  /** Offset after the last whole batch; also when {@link #scan} has thrown. */
  long goodEnd() {
    return goodEnd;
  }

  /**
   * Reads.
   *
   * @return the offset up to which there is something that was never promised; {@link #goodEnd}
   *     where there is nothing of the kind
   * @throws LogCorrupted when the segment holds what no power failure explains
   */
  long scan() throws IOException {
    boolean more = true;
    while (more) {
      more = takeNext();
    }
    replay.forgetBatch();
    long dirtyEnd = dirtyEnd();
    // A batch's end is found by itself, so it may stand anywhere after the first bad record.
    for (long at = position; at < dirtyEnd && at + LogRecord.BATCH_END_BYTES <= size; at += 8) {
      int index = at(at, LogRecord.BATCH_END_BYTES);
      if (LogRecord.isBatchEnd(window, index, header, at)) {
        judgeBadBatch(
            LogRecord.term(window, index),
            LogRecord.index(window, index),
            at + LogRecord.BATCH_END_BYTES);
      }
    }
    return dirtyEnd;
  }

  /** Takes a record, and answers whether there was one. */
  private boolean takeNext() throws IOException {
    if (position + LogRecord.HEAD_BYTES > size) {
      return false;
    }
    int head = at(position, LogRecord.HEAD_BYTES);
    int payloadBytes = LogRecord.payloadBytes(window, head);
    if (payloadBytes < 0
        || payloadBytes > LogRecord.MAX_PAYLOAD_BYTES
        || position + LogRecord.bytes(payloadBytes) > size) {
      return false;
    }
    int at = at(position, LogRecord.bytes(payloadBytes));
    Optional<LogRecord.Kind> kind = LogRecord.kind(window, at);
    boolean intact = LogRecord.isIntact(window, at, replay.chain());
    if (intact && kind.isEmpty()) {
      throw corrupted(position, "a record of unknown kind, perhaps of a newer version");
    }
    if (kind.isEmpty() || !rules.isRecord(intact)) {
      return false;
    }
    take(kind.get(), at);
    position += LogRecord.bytes(payloadBytes);
    if (kind.get() == LogRecord.Kind.BATCH_END) {
      goodEnd = position;
    }
    return true;
  }

  private void take(LogRecord.Kind kind, int at) throws LogCorrupted {
    long index = LogRecord.index(window, at);
    boolean isEnd = kind == LogRecord.Kind.BATCH_END;
    if (isEnd && index != goodEnd) {
      throw corrupted(position, "the end of a batch that begins at " + index);
    }
    Optional<String> objection =
        replay.take(
            kind,
            LogRecord.term(window, at),
            index,
            isEnd ? Payload.EMPTY : new Payload(LogRecord.payload(window, at)),
            LogRecord.checksum(window, at));
    if (objection.isPresent()) {
      throw corrupted(position, objection.get());
    }
  }

  /** The offset after the last byte that is not zero, and not before the last whole batch. */
  private long dirtyEnd() throws IOException {
    long end = goodEnd;
    for (long from = goodEnd; from < size; from = windowStart + window.capacity()) {
      int start = at(from, 1);
      byte[] bytes = window.array();
      int last = bytes.length;
      if (Arrays.mismatch(bytes, start, last, ZEROS, 0, last - start) >= 0) {
        while (bytes[last - 1] == 0) {
          last--;
        }
        end = windowStart + last;
      }
    }
    return end;
  }

  private void judgeBadBatch(long number, long start, long end) throws IOException {
    if (number != replay.batches() + 1 || start != goodEnd || !lostSector(end)) {
      throw corrupted(position, "checksum wrong, but batch " + number + " ends after it");
    }
  }

  /** Whether some sector of the batch after the last good one reads as if never written. */
  private boolean lostSector(long end) throws IOException {
    long from = goodEnd;
    while (from < end) {
      long to = from / VolatileDisk.SECTOR_BYTES * VolatileDisk.SECTOR_BYTES;
      to = Math.min(end, to + VolatileDisk.SECTOR_BYTES);
      // The last piece may be the batch's end alone, which is there.
      if (to < end && isZero(from, (int) (to - from))) {
        return true;
      }
      from = to;
    }
    return false;
  }

  private boolean isZero(long offset, int length) throws IOException {
    int at = at(offset, length);
    return Arrays.mismatch(window.array(), at, at + length, ZEROS, 0, length) < 0;
  }

  /** Moves the window, where needed, so that it covers these bytes; their place in it. */
  private int at(long offset, int length) throws IOException {
    if (offset < windowStart || offset + length > windowStart + window.capacity()) {
      int wanted = (int) Math.min(size - offset, Math.max(length, WINDOW_BYTES));
      window = ByteBuffer.wrap(file.read(offset, wanted));
      windowStart = offset;
    }
    return (int) (offset - windowStart);
  }

  private LogCorrupted corrupted(long offset, String what) {
    return new LogCorrupted(name, offset, what);
  }
}
