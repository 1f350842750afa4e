package minos.node.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import minos.raft.Ballot;
import minos.raft.Durable;
import minos.raft.Entry;
import minos.raft.EntryId;
import minos.raft.NodeId;
import minos.raft.Payload;

/**
 * Reads a log file from its first record to its last whole batch, and judges what comes after.
 *
 * <p>A batch is written and forced as one, and the next is written only after that. So at most the
 * last batch can be torn, and bytes that are wrong before the end of a later batch were right once:
 * that is corruption. Where only the last batch's own end is there, either its force returned and a
 * bit changed since, or the power failed and some of its sectors are missing. A missing sector
 * reads as zeros, since the file is only ever appended to; anything else is corruption. What cannot
 * be told from a torn write: damage to the very end of the last batch, damage that leaves zeros,
 * and damage to a last batch whose content has a whole sector of zeros.
 */
final class LogScan {
  private static final int WINDOW_BYTES = 1 << 20;

  private final String name;
  private final Disk.File file;
  private final LogHeader header;
  private final long size;

  private byte[] window = new byte[0];
  private long windowStart;

  private Ballot ballot = Ballot.NONE;
  private final List<Entry> entries = new ArrayList<>();
  private final List<LogRecord> batch = new ArrayList<>();
  private long batches;
  private long position = LogHeader.BYTES;
  private int checksum;
  private long goodEnd = LogHeader.BYTES;
  private int goodChecksum;

  LogScan(String name, Disk.File file, LogHeader header) throws IOException {
    this.name = name;
    this.file = file;
    this.header = header;
    this.size = file.size();
    this.checksum = header.checksum();
    this.goodChecksum = checksum;
  }

  /**
   * What the log says.
   *
   * @param batches how many whole batches there are
   * @param end offset after the last of them
   * @param checksum of its last record
   * @param torn whether something that was never promised stands after it and has to go
   */
  record Found(Durable durable, long batches, long end, int checksum, boolean torn) {}

  /**
   * @throws LogCorrupted when the file holds what no power failure explains
   */
  Found scan() throws IOException {
    Optional<LogRecord> next = next();
    while (next.isPresent()) {
      LogRecord record = next.get();
      if (record.kind() == LogRecord.Kind.BATCH_END) {
        endBatch(record);
      } else {
        batch.add(record);
      }
      next = next();
    }
    boolean torn = judgeTail();
    return new Found(
        new Durable(ballot, List.copyOf(entries)), batches, goodEnd, goodChecksum, torn);
  }

  private Optional<LogRecord> next() throws IOException {
    if (position + LogRecord.HEAD_BYTES > size) {
      return Optional.empty();
    }
    ByteBuffer head = at(position, LogRecord.HEAD_BYTES);
    int length = head.getInt();
    int expected = head.getInt();
    if (length < LogRecord.FIXED_BYTES
        || length > LogRecord.FIXED_BYTES + LogRecord.MAX_PAYLOAD_BYTES
        || position + LogRecord.HEAD_BYTES + length > size) {
      return Optional.empty();
    }
    ByteBuffer body = at(position + LogRecord.HEAD_BYTES, length);
    if (LogRecord.checksum(checksum, body) != expected) {
      return Optional.empty();
    }
    Optional<LogRecord> record = LogRecord.read(body);
    if (record.isEmpty()) {
      throw corrupted(position, "a record of unknown kind, perhaps of a newer version");
    }
    checksum = expected;
    position += LogRecord.HEAD_BYTES + length;
    return record;
  }

  private void endBatch(LogRecord end) throws LogCorrupted {
    if (end.term() != batches + 1 || end.index() != goodEnd) {
      throw corrupted(goodEnd, "batch " + end.term() + " where " + (batches + 1) + " belongs");
    }
    for (LogRecord record : batch) {
      take(record);
    }
    batch.clear();
    batches++;
    position = LogRecord.aligned(position);
    goodEnd = position;
    goodChecksum = checksum;
  }

  private void take(LogRecord record) throws LogCorrupted {
    switch (record.kind()) {
      case NO_OP -> add(record, Entry.Kind.NO_OP);
      case COMMAND -> add(record, Entry.Kind.COMMAND);
      case MEMBERSHIP -> add(record, Entry.Kind.MEMBERSHIP);
      case CUT -> {
        if (record.index() < 1 || record.index() > entries.size()) {
          throw corrupted(
              goodEnd, "a cut at index " + record.index() + " of " + entries.size() + " entries");
        }
        entries.subList((int) record.index() - 1, entries.size()).clear();
      }
      case BALLOT -> {
        String votedFor = new String(record.payload(), StandardCharsets.UTF_8);
        ballot =
            new Ballot(
                record.term(),
                votedFor.isEmpty() ? Optional.empty() : Optional.of(new NodeId(votedFor)));
      }
      case BATCH_END, NOTHING -> throw corrupted(goodEnd, "a record inside a batch of no use");
    }
  }

  private void add(LogRecord record, Entry.Kind kind) throws LogCorrupted {
    if (record.index() != entries.size() + 1) {
      throw corrupted(
          goodEnd, "entry " + record.index() + " where " + (entries.size() + 1) + " belongs");
    }
    long lastTerm = entries.isEmpty() ? 0 : entries.getLast().term();
    if (record.term() < lastTerm) {
      throw corrupted(goodEnd, "an entry of term " + record.term() + " after one of " + lastTerm);
    }
    EntryId id = new EntryId(record.term(), record.index());
    entries.add(new Entry(id, kind, new Payload(record.payload())));
  }

  /** Whether there is a torn batch after the last whole one. */
  private boolean judgeTail() throws IOException {
    boolean zeros = true;
    for (long offset = goodEnd; offset < size; offset++) {
      byte[] bytes = window(offset, 1);
      int index = (int) (offset - windowStart);
      if (bytes[index] != 0) {
        zeros = false;
      }
      if (offset >= position && offset + LogRecord.BATCH_END_BYTES <= size) {
        Optional<LogRecord> end = endAt(offset);
        if (end.isPresent()) {
          judgeBadBatch(end.get(), offset + LogRecord.BATCH_END_BYTES);
          return true;
        }
      }
    }
    return !zeros;
  }

  private Optional<LogRecord> endAt(long offset) throws IOException {
    byte[] bytes = window(offset, LogRecord.BATCH_END_BYTES);
    int index = (int) (offset - windowStart);
    if (bytes[index] != 0 || bytes[index + LogRecord.HEAD_BYTES] == 0) {
      return Optional.empty(); // cheaply: most offsets end here
    }
    return LogRecord.batchEndAt(at(offset, LogRecord.BATCH_END_BYTES), header.epoch(), offset);
  }

  private void judgeBadBatch(LogRecord end, long endOffset) throws IOException {
    if (end.term() != batches + 1 || end.index() != goodEnd || !lostSector(endOffset)) {
      throw corrupted(position, "checksum wrong, but batch " + end.term() + " ends after it");
    }
  }

  /** Whether some sector of the batch after the last good one reads as if never written. */
  private boolean lostSector(long endOffset) throws IOException {
    long from = goodEnd;
    while (from < endOffset) {
      long to = from / VolatileDisk.SECTOR_BYTES * VolatileDisk.SECTOR_BYTES;
      to = Math.min(endOffset, to + VolatileDisk.SECTOR_BYTES);
      // The first piece may be a part of a sector, but it holds a record's length, never zero.
      if (to < endOffset && isZero(at(from, (int) (to - from)))) {
        return true;
      }
      from = to;
    }
    return false;
  }

  private static boolean isZero(ByteBuffer bytes) {
    while (bytes.hasRemaining()) {
      if (bytes.get() != 0) {
        return false;
      }
    }
    return true;
  }

  private ByteBuffer at(long offset, int length) throws IOException {
    byte[] bytes = window(offset, length);
    return ByteBuffer.wrap(bytes, (int) (offset - windowStart), length).slice();
  }

  /** The part of the file in memory, moved so that it covers these bytes. */
  private byte[] window(long offset, int length) throws IOException {
    if (offset < windowStart || offset + length > windowStart + window.length) {
      int wanted = (int) Math.min(size - offset, Math.max(length, WINDOW_BYTES));
      window = file.read(offset, wanted);
      windowStart = offset;
    }
    return window;
  }

  private LogCorrupted corrupted(long offset, String what) {
    return new LogCorrupted(name, offset, what);
  }
}
