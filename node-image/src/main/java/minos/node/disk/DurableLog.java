package minos.node.disk;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import minos.raft.Ballot;
import minos.raft.Durable;
import minos.raft.Effect;
import minos.raft.Entry;
import minos.raft.EntryId;
import minos.raft.Invariant;
import minos.raft.InvariantViolated;
import minos.raft.NodeId;
import minos.raft.Space;
import minos.raft.StorageRules;

/**
 * A server's memory: its ballot in one small file ({@link Ballots}), its log in {@link Segments}
 * that are only ever appended to. Entries and cuts are records in the order in which the core wrote
 * them; what is forced together is a batch, and ends with a trailer.
 *
 * <p>{@link #stage} any number of writes, then {@link #commit} them as one batch. Used by one
 * thread at a time, but for {@link #prepare}.
 */
public final class DurableLog implements AutoCloseable {
  /** Longest name of a server, in UTF-8: it stands in the headers of all files. */
  public static final int MAX_NAME_BYTES = 100;

  /** Longest segment of a real server, unless a single batch is longer. */
  public static final int SEGMENT_BYTES = 64 << 20;

  private static final int MAX_BUFFER_BYTES = 1 << 20;

  private final Segments segments;
  private final StorageRules rules;
  private final Ballots ballots;
  private Optional<Durable> recovered;
  private final EntryId base;
  private final List<LogRecord> staged = new ArrayList<>();
  private Optional<Ballot> stagedBallot = Optional.empty();

  /** Of the segments that are there, in order. */
  private final Deque<SegmentHeader> headers;

  private final Terms terms;
  private final Cuts cuts;
  private final OpenSegment open;
  private long batches;
  private boolean failed;

  /**
   * What a log must know of its server.
   *
   * @param owner the server; the files of another are refused
   * @param epoch any number, best a random one; used when the folder is new
   * @param segmentBytes of the longest segments
   * @param hasPeers whether others can give back what a damaged log has lost
   */
  public record Settings(
      NodeId owner, long epoch, int segmentBytes, boolean hasPeers, StorageRules rules) {}

  private DurableLog(Segments segments, Settings settings, Recovery.Found found)
      throws IOException {
    this.segments = segments;
    this.rules = settings.rules();
    this.ballots = found.ballots();
    Replay replay = found.replay();
    this.base = replay.base();
    this.recovered = Optional.of(durable(List.copyOf(replay.entries())));
    this.headers = new ArrayDeque<>(found.headers());
    this.batches = replay.batches();
    this.open =
        new OpenSegment(
            Math.min(MAX_BUFFER_BYTES, settings.segmentBytes()),
            found.file(),
            capacity(found.file(), headers.getLast().number()),
            found.end(),
            replay.batchesChain());
    this.cuts = replay.cuts();
    this.terms = new Terms(base);
    replay.entries().forEach(entry -> terms.append(entry.index(), entry.term()));
  }

  /**
   * Opens the log, making it when there is none, and reads it.
   *
   * @param notice takes a line for the server's log when a torn tail was cut, or a damaged part put
   *     aside
   * @throws LogCorrupted when the files hold what no power failure explains, and what they lost
   *     cannot come back from others
   */
  public static DurableLog open(Disk disk, Settings settings, Consumer<String> notice)
      throws IOException {
    Segments segments = new Segments(disk, settings.segmentBytes(), settings.rules(), notice);
    return new DurableLog(
        segments, settings, new Recovery(disk, settings, notice, segments).recover());
  }

  /** What the log said when it was opened; it tells so once, and keeps no entry in memory. */
  public Durable recovered() {
    Durable told = recovered.orElseThrow(() -> new InvariantViolated("the log was read before"));
    recovered = Optional.empty();
    return told;
  }

  private Durable durable(List<Entry> entries) {
    Ballots.Slot slot = ballots.latest();
    return new Durable(slot.ballot(), Optional.empty(), entries, slot.damagedIn());
  }

  /** The entry before the first that was recovered: {@link EntryId#NONE} if that is the first. */
  public EntryId base() {
    return base;
  }

  /** Takes a write into the next batch. */
  public void stage(Effect.Write write) {
    write.ballot().ifPresent(ballot -> stagedBallot = Optional.of(ballot));
    write
        .truncateFrom()
        .ifPresent(index -> staged.add(new LogRecord(LogRecord.Kind.CUT, 0, index, new byte[0])));
    write.append().forEach(entry -> staged.add(record(entry)));
  }

  private static LogRecord record(Entry entry) {
    LogRecord.Kind kind =
        switch (entry.kind()) {
          case NO_OP -> LogRecord.Kind.NO_OP;
          case COMMAND -> LogRecord.Kind.COMMAND;
          case MEMBERSHIP -> LogRecord.Kind.MEMBERSHIP;
        };
    return new LogRecord(kind, entry.term(), entry.index(), entry.payload().bytes());
  }

  /**
   * Makes everything staged durable: one write and one force of the ballot, where it changed; and
   * after that, since no entry may be newer than the term, one of the log.
   *
   * @throws IOException for good; what is on the disk is then not known before the next start
   */
  public void commit() throws IOException {
    beginWriting();
    if (stagedBallot.isPresent()) {
      commitBallot(stagedBallot.get());
      stagedBallot = Optional.empty();
    }
    if (!staged.isEmpty()) {
      writeStaged();
      force();
    }
    failed = false;
  }

  private void beginWriting() throws IOException {
    if (failed) {
      throw new IOException(
          Segments.name(headers.getLast().number()) + ": an earlier write failed");
    }
    failed = true; // until proven otherwise
  }

  private void commitBallot(Ballot ballot) throws IOException {
    Ballots.Slot slot = ballots.latest();
    try {
      ballots.write(slot.next(ballot, extent()));
    } catch (IOException e) {
      if (rules.endsWhenVoteIsLost()) {
        throw e;
      }
    }
  }

  private Ballots.Extent extent() {
    return new Ballots.Extent(headers.getFirst().number(), headers.getLast().number(), batches);
  }

  private void force() throws IOException {
    if (!rules.forces()) {
      return;
    }
    try {
      open.force();
    } catch (IOException e) {
      if (rules.endsWhenForceFails()) {
        throw e;
      }
    }
  }

  /** The first half of a commit: on the disk perhaps, but promised to nobody. */
  void writeStaged() throws IOException {
    if (!rules.deletesConflictsOnDisk()) {
      staged.removeIf(
          record -> record.kind() == LogRecord.Kind.CUT || record.index() <= terms.last().index());
    }
    long content = staged.stream().mapToLong(LogRecord::bytes).sum();
    if (!open.takes(content + LogRecord.BATCH_END_BYTES)) {
      beginSegment(false, terms.last(), open.chain());
    }
    long end = open.end();
    staged.add(LogRecord.batchEnd(headers.getLast(), batches + 1, end, end + content));
    for (LogRecord record : staged) {
      open.write(record);
      follow(record);
    }
    open.flush();
    batches++;
    staged.clear();
  }

  private void follow(LogRecord record) {
    switch (record.kind()) {
      case NO_OP, COMMAND, MEMBERSHIP -> terms.append(record.index(), record.term());
      case CUT -> {
        terms.truncateFrom(record.index());
        cuts.add(headers.getLast().number(), record.index());
      }
      case BATCH_END, NOTHING -> {}
    }
  }

  private void beginSegment(boolean startsOver, EntryId newBase, int newChain) throws IOException {
    SegmentHeader before = headers.getLast();
    SegmentHeader next =
        new SegmentHeader(
            before.epoch(),
            before.owner(),
            before.number() + 1,
            startsOver,
            newBase,
            batches,
            newChain,
            0);
    open.close();
    Disk.File file = segments.make(next);
    headers.addLast(next);
    open.goOnIn(file, capacity(file, next.number()), newChain);
  }

  private long capacity(Disk.File file, long number) throws IOException {
    return Math.max(file.size(), segments.capacity(number));
  }

  // Room for more

  /** Whether {@link #prepare} has something to do. */
  public boolean wantsSpare() {
    return !segments.isSpareReady();
  }

  /** How much room there is, as far as this log knows without trying. */
  public Space space() {
    if (!segments.isFull()) {
      return Space.ENOUGH;
    }
    return open.isNearlyFull() ? Space.NONE : Space.LOW;
  }

  /**
   * Makes the next segment ready, which takes a while; another thread may do it while this one
   * commits.
   *
   * @param between runs between pieces of the work, so that the disk can serve others
   * @return why there is no room for it, if there is none: then the log goes on until the current
   *     segment is full
   * @throws IOException when a force fails, for good
   */
  public Optional<String> prepare(Runnable between) throws IOException {
    return segments.prepare(between);
  }

  // Less to keep

  /**
   * Removes the segments whose entries are all at or before this one, which a durable snapshot
   * covers. The log may still begin before it.
   */
  public void compact(EntryId upTo) throws IOException {
    beginWriting();
    long first =
        headers.stream()
            .filter(each -> each.base().index() <= upTo.index() && cuts.leaveBaseOf(each))
            .mapToLong(SegmentHeader::number)
            .reduce(headers.getFirst().number(), (before, last) -> last);
    List<SegmentHeader> covered = headers.stream().filter(each -> each.number() < first).toList();
    headers.removeAll(covered);
    cuts.forgetBefore(first);
    drop(covered);
    failed = false;
  }

  /** First it is written down that these no longer count: they must be gone, or all be there. */
  private void drop(List<SegmentHeader> covered) throws IOException {
    if (!covered.isEmpty()) {
      Ballots.Slot slot = ballots.latest();
      ballots.write(slot.next(slot.ballot(), extent()));
      for (SegmentHeader each : covered) {
        segments.drop(each.number());
      }
    }
  }

  /**
   * Removes all entries, since a durable snapshot has replaced them; the log goes on after this
   * one. When the power fails meanwhile, either all of the old log is found, or nothing of it.
   */
  public void reset(EntryId at) throws IOException {
    commit();
    beginWriting();
    Invariant.that(staged.isEmpty(), "nothing waits to be written");
    drop(startOver(at));
    failed = false;
  }

  /** Begins a log that needs nothing of the one before; whose segments, all of them, come back. */
  private List<SegmentHeader> startOver(EntryId at) throws IOException {
    List<SegmentHeader> replaced = List.copyOf(headers);
    beginSegment(true, at, (int) headers.getLast().epoch());
    headers.removeAll(replaced);
    cuts.forgetBefore(headers.getFirst().number());
    terms.startAfter(at);
    return replaced;
  }

  /**
   * What is lost with a snapshot may have been promised, and is written down as lost; without what
   * was before them the entries that are left are of no use, and are put aside.
   *
   * @param found what this log told of itself
   * @return what is left of that
   */
  Durable withoutSnapshot(Durable found) throws IOException {
    String prefix = ballots.noteDamage(extent());
    if (base.equals(EntryId.NONE)) {
      return durable(found.log());
    }
    List<SegmentHeader> useless = startOver(EntryId.NONE);
    Ballots.Slot slot = ballots.latest();
    ballots.write(slot.next(slot.ballot(), extent()));
    for (SegmentHeader each : useless) {
      segments.putAside(each.number(), prefix);
    }
    return durable(List.of());
  }

  /** Ends in order: what is missing at the next start was lost in between. */
  @Override
  public void close() throws IOException {
    try (Ballots ended = ballots) {
      if (!failed) {
        Ballots.Slot slot = ended.latest();
        ended.write(slot.next(slot.ballot(), extent()));
        ended.force();
      }
    } finally {
      open.close();
    }
  }
}
