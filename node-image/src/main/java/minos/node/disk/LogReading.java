package minos.node.disk;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import minos.raft.StorageRules;

/** Reads all segments of a log, as far as they make sense. */
final class LogReading {
  private final Disk disk;
  private final Ballots.Slot slot;
  private final StorageRules rules;
  private final Replay replay = new Replay();
  private final List<SegmentHeader> headers = new ArrayList<>();
  private long goodEnd;
  private long dirtyEnd;

  /**
   * @param slot says what must be there
   */
  LogReading(Disk disk, Ballots.Slot slot, StorageRules rules) {
    this.disk = disk;
    this.slot = slot;
    this.rules = rules;
  }

  /**
   * What was read.
   *
   * @param headers of the segments that are good, at least in part, in order
   * @param goodEnd up to there the last of them is good
   * @param dirtyEnd after the last byte in it that is not zero
   * @param damage why something that was promised is lost, if it is: after {@code goodEnd}, or in
   *     the next segment
   */
  record Outcome(
      Replay replay,
      List<SegmentHeader> headers,
      long goodEnd,
      long dirtyEnd,
      Optional<LogCorrupted> damage) {}

  /**
   * @param names of the segments, by number
   */
  Outcome read(SortedMap<Long, String> names) throws IOException {
    try {
      for (long number = slot.extent().oldest(); number <= names.lastKey(); number++) {
        readOne(number, Segments.name(number), names);
      }
      checkNothingIsMissing(names);
      return outcome(Optional.empty());
    } catch (LogCorrupted e) {
      replay.forgetBatch();
      return outcome(Optional.of(e));
    }
  }

  private Outcome outcome(Optional<LogCorrupted> damage) {
    return new Outcome(replay, headers, goodEnd, dirtyEnd, damage);
  }

  private void readOne(long number, String name, SortedMap<Long, String> names) throws IOException {
    if (!names.containsKey(number)) {
      throw new LogCorrupted(name, 0, "the file is gone, but a later one is there");
    }
    try (Disk.File file = disk.open(name)) {
      SegmentHeader header = accept(header(file, number, name), name);
      headers.add(header);
      SegmentScan scan = new SegmentScan(name, file, header, replay, rules);
      try {
        dirtyEnd = scan.scan();
        checkLength(name, header, file.size());
      } catch (LogCorrupted e) {
        dirtyEnd = Math.max(file.size(), header.bytes());
        throw e;
      } finally {
        goodEnd = scan.goodEnd();
      }
    }
    if (dirtyEnd > goodEnd && number < names.lastKey()) {
      throw new LogCorrupted(name, goodEnd, "half a batch, but there is a later segment");
    }
  }

  /** No power failure makes a file shorter, but what is cut off looks like one never written. */
  private void checkLength(String name, SegmentHeader header, long bytes) throws LogCorrupted {
    if (bytes < header.bytes()) {
      throw new LogCorrupted(
          name, bytes, "the file is " + bytes + " bytes long, and once was " + header.bytes());
    }
  }

  private SegmentHeader header(Disk.File file, long number, String name) throws IOException {
    Optional<SegmentHeader> header =
        file.size() < SegmentHeader.BYTES
            ? Optional.empty()
            : SegmentHeader.decode(file.read(0, SegmentHeader.BYTES));
    if (header.isEmpty()) {
      throw new LogCorrupted(name, 0, "no header that this version can read");
    }
    if (header.get().number() != number || header.get().epoch() != slot.epoch()) {
      throw new LogCorrupted(name, 0, "the file of another server, or of another place");
    }
    return header.get();
  }

  private SegmentHeader accept(SegmentHeader header, String name) throws LogCorrupted {
    if (headers.isEmpty()) {
      replay.startAt(header);
      return header;
    }
    Optional<String> objection = replay.objection(header);
    if (objection.isPresent()) {
      throw new LogCorrupted(name, 0, objection.get());
    }
    replay.goOnIn(header);
    return header;
  }

  private void checkNothingIsMissing(SortedMap<Long, String> names) throws LogCorrupted {
    if (names.lastKey() < slot.extent().newest()) {
      throw new LogCorrupted(Segments.name(slot.extent().newest()), 0, "the file is gone");
    }
    if (replay.batches() < slot.extent().batches()) {
      throw new LogCorrupted(
          Segments.name(names.lastKey()),
          goodEnd,
          "the log ends with batch "
              + replay.batches()
              + ", but batch "
              + slot.extent().batches()
              + " was forced");
    }
  }
}
