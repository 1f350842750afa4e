package minos.node.disk;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Consumer;
import minos.raft.EntryId;
import minos.raft.NodeId;
import minos.raft.StorageRules;

/**
 * Reads a server's folder when it starts, and brings it into the state in which the log can go on:
 * a torn tail is cleared, a damaged part is put aside.
 */
final class Recovery {
  /** What the one file of versions before 0.2 was called. */
  private static final String OLD_FILE = "raft.log";

  private final Disk disk;
  private final DurableLog.Settings settings;
  private final StorageRules rules;
  private final Consumer<String> notice;
  private final Segments segments;

  Recovery(Disk disk, DurableLog.Settings settings, Consumer<String> notice, Segments segments) {
    this.disk = disk;
    this.settings = settings;
    this.rules = settings.rules();
    this.notice = notice;
    this.segments = segments;
  }

  /**
   * What was found.
   *
   * @param headers of the segments that count, in order; never empty
   * @param file the last of them
   * @param end where the next batch begins in it
   */
  record Found(
      Ballots ballots, Replay replay, List<SegmentHeader> headers, Disk.File file, long end) {}

  Found recover() throws IOException {
    if (disk.names().contains(OLD_FILE)) {
      throw new IOException(
          OLD_FILE
              + ": a log of an older version, which this one cannot read; move it away to start"
              + " with an empty log, or run the older version");
    }
    disk.delete(Segments.SPARE);
    disk.delete(Segments.UNNAMED);
    Ballots ballots = ballots();
    SortedMap<Long, String> names = segments.list();
    segments.expect(names.isEmpty() ? 1 : names.lastKey() + 1);
    if (names.isEmpty()) {
      return startEmpty(ballots);
    }
    dropVoid(names, ballots);
    return read(ballots, names);
  }

  private Ballots ballots() throws IOException {
    Ballots ballots;
    if (disk.names().contains(Ballots.FILE)) {
      ballots = Ballots.open(disk, notice);
    } else if (segments.list().isEmpty()) {
      ballots = Ballots.create(disk, settings.owner(), settings.epoch());
    } else {
      throw new LogCorrupted(Ballots.FILE, 0, "the file is gone, but there is a log");
    }
    NodeId owner = ballots.latest().owner();
    if (!owner.equals(settings.owner())) {
      ballots.close();
      throw new IOException(
          Ballots.FILE + ": belongs to server " + owner + ", not to " + settings.owner());
    }
    return ballots;
  }

  private Found startEmpty(Ballots ballots) throws IOException {
    Ballots.Slot slot = ballots.latest();
    if (slot.extent().newest() > 0) {
      throw new LogCorrupted(
          Segments.name(slot.extent().newest()),
          0,
          "the file is gone, and so is every other segment");
    }
    return goOnWith(ballots, first(slot));
  }

  private static SegmentHeader first(Ballots.Slot slot) {
    return new SegmentHeader(
        slot.epoch(), slot.owner(), 1, true, EntryId.NONE, 0, (int) slot.epoch(), 0);
  }

  private Found goOnWith(Ballots ballots, SegmentHeader header) throws IOException {
    Optional<String> noSpace = segments.prepare(() -> {});
    if (noSpace.isPresent()) {
      throw new IOException(Segments.SPARE + ": " + noSpace.get());
    }
    Replay replay = new Replay();
    replay.startAt(header);
    Disk.File file = segments.make(header);
    return new Found(ballots, replay, List.of(header), file, SegmentHeader.BYTES);
  }

  /** Removes the segments that no longer count, and that were not removed in time. */
  private void dropVoid(SortedMap<Long, String> names, Ballots ballots) throws IOException {
    Ballots.Slot slot = ballots.latest();
    long oldest = slot.extent().oldest();
    for (var each : names.tailMap(oldest + 1).entrySet()) {
      Optional<SegmentHeader> header =
          header(each.getKey(), each.getValue()).filter(SegmentHeader::startsOver);
      if (header.isPresent()) {
        oldest = each.getKey();
        Ballots.Extent extent = new Ballots.Extent(oldest, oldest, header.get().batches());
        ballots.write(slot.next(slot.ballot(), extent));
      }
    }
    while (!names.isEmpty() && names.firstKey() < oldest) {
      segments.drop(names.firstKey());
      names.remove(names.firstKey());
    }
  }

  private Optional<SegmentHeader> header(long number, String name) throws IOException {
    try (Disk.File file = disk.open(name)) {
      if (file.size() < SegmentHeader.BYTES) {
        return Optional.empty();
      }
      return SegmentHeader.decode(file.read(0, SegmentHeader.BYTES))
          .filter(header -> header.number() == number);
    }
  }

  private Found read(Ballots ballots, SortedMap<Long, String> names) throws IOException {
    LogReading.Outcome read = new LogReading(disk, ballots.latest(), rules).read(names);
    Damaged damaged = new Damaged(disk, ballots);
    if (read.damage().isPresent()) {
      if (rules.endsBeforeBadRecord(true)) {
        ignore(read, names, damaged);
      } else {
        putAside(read, names, ballots, damaged);
      }
    } else if (read.dirtyEnd() > read.goodEnd()) {
      clearTornTail(read, damaged);
    }
    if (read.headers().isEmpty()) {
      return goOnWith(ballots, first(ballots.latest()));
    }
    long last = read.headers().getLast().number();
    segments.expect(last + 1);
    Disk.File file = disk.open(Segments.name(last));
    // Of a process that was killed the operating system may still hold what the disk does not; the
    // core counts all that it finds here as durable.
    file.force();
    disk.forceNames();
    return new Found(ballots, read.replay(), read.headers(), file, read.goodEnd());
  }

  private void putAside(
      LogReading.Outcome read, SortedMap<Long, String> names, Ballots ballots, Damaged damaged)
      throws IOException {
    LogCorrupted why = read.damage().orElseThrow();
    boolean knowsWhereToBegin =
        !read.headers().isEmpty() || ballots.latest().extent().oldest() == 1;
    if (!settings.hasPeers() || !knowsWhereToBegin) {
      throw why;
    }
    String prefix = damaged.putAside(read, names);
    notice.accept(
        why.finding()
            + "; put aside as "
            + prefix
            + "*; entries after "
            + read.replay().last().index()
            + " may be lost, so this server neither votes nor leads until a leader of a later term"
            + " has given them back");
  }

  private void ignore(LogReading.Outcome read, SortedMap<Long, String> names, Damaged damaged)
      throws IOException {
    long last = read.headers().isEmpty() ? 0 : read.headers().getLast().number();
    for (String name : names.tailMap(last + 1).values()) {
      disk.delete(name);
    }
    if (last > 0) {
      damaged.clear(Segments.name(last), read.goodEnd(), read.dirtyEnd());
    }
  }

  private void clearTornTail(LogReading.Outcome read, Damaged damaged) throws IOException {
    String name = Segments.name(read.headers().getLast().number());
    notice.accept(
        name
            + ": cut at offset "
            + read.goodEnd()
            + " of "
            + read.dirtyEnd()
            + " (a write that was not finished, and never promised to anyone)");
    if (rules.clearsTornTail()) {
      damaged.clear(name, read.goodEnd(), read.dirtyEnd());
    }
  }
}
