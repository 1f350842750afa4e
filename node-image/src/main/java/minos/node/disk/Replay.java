package minos.node.disk;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import minos.raft.Entry;
import minos.raft.EntryId;
import minos.raft.Payload;

/** The log as its segments tell it, record by record; a batch counts when its end is there. */
final class Replay {
  private EntryId base = EntryId.NONE;
  private final List<Entry> entries = new ArrayList<>();
  private final Cuts cuts = new Cuts();
  private long segment;
  private long batches;
  private int chain;

  // The batch being read: what it cuts off the log, and what it then appends.
  private long cutFrom = Long.MAX_VALUE;
  private final List<Entry> appended = new ArrayList<>();
  private int batchChain;

  /** A first segment: what was before it is not needed, or not valid. */
  void startAt(SegmentHeader first) {
    base = first.base();
    entries.clear();
    batches = first.batches();
    chain = first.chain();
    goOnIn(first);
    forgetBatch();
  }

  /** What follows is in this segment. */
  void goOnIn(SegmentHeader next) {
    segment = next.number();
  }

  /** What is wrong with a segment that claims to come next. */
  Optional<String> objection(SegmentHeader next) {
    return next.batches() == batches && next.chain() == chain && next.base().equals(last())
        ? Optional.empty()
        : Optional.of(
            "it continues after batch "
                + next.batches()
                + " and entry "
                + next.base()
                + ", but the segment before ends with batch "
                + batches
                + " and entry "
                + last());
  }

  /** The checksum that the next record builds on. */
  int chain() {
    return batchChain;
  }

  void forgetBatch() {
    cutFrom = Long.MAX_VALUE;
    appended.clear();
    batchChain = chain;
  }

  /** Takes a record; answers what makes it impossible here. */
  Optional<String> take(LogRecord.Kind kind, long term, long index, Payload payload, int checksum) {
    batchChain = checksum;
    return switch (kind) {
      case NO_OP -> append(new Entry(new EntryId(term, index), Entry.Kind.NO_OP, payload));
      case COMMAND -> append(new Entry(new EntryId(term, index), Entry.Kind.COMMAND, payload));
      case MEMBERSHIP ->
          append(new Entry(new EntryId(term, index), Entry.Kind.MEMBERSHIP, payload));
      case CUT -> cut(index);
      case BATCH_END -> endBatch(term);
      case NOTHING -> Optional.of("a record of no kind");
    };
  }

  private Optional<String> append(Entry entry) {
    EntryId last = lastRead();
    if (entry.index() != last.index() + 1) {
      return Optional.of("entry " + entry.index() + " where " + (last.index() + 1) + " belongs");
    }
    if (entry.term() < last.term()) {
      return Optional.of("an entry of term " + entry.term() + " after one of " + last.term());
    }
    appended.add(entry);
    return Optional.empty();
  }

  private Optional<String> cut(long index) {
    EntryId last = lastRead();
    if (index <= base.index() || index > last.index()) {
      return Optional.of(
          "a cut at index " + index + " of entries " + base.index() + " to " + last.index());
    }
    if (!appended.isEmpty() && index > appended.getFirst().index()) {
      appended.subList((int) (index - appended.getFirst().index()), appended.size()).clear();
    } else {
      appended.clear();
      cutFrom = Math.min(cutFrom, index);
    }
    return Optional.empty();
  }

  private Optional<String> endBatch(long number) {
    if (number != batches + 1) {
      return Optional.of("batch " + number + " where " + (batches + 1) + " belongs");
    }
    if (cutFrom != Long.MAX_VALUE) {
      entries.subList(position(cutFrom), entries.size()).clear();
      cuts.add(segment, cutFrom);
    }
    entries.addAll(appended);
    batches = number;
    chain = batchChain;
    forgetBatch();
    return Optional.empty();
  }

  /** Of the batch being read, too. */
  private EntryId lastRead() {
    if (!appended.isEmpty()) {
      return appended.getLast().id();
    }
    return cutFrom == Long.MAX_VALUE ? last() : idAt(cutFrom - 1);
  }

  private int position(long index) {
    return (int) (index - base.index() - 1);
  }

  private EntryId idAt(long index) {
    return index == base.index() ? base : entries.get(position(index)).id();
  }

  EntryId base() {
    return base;
  }

  /** Of the whole batches. */
  EntryId last() {
    return entries.isEmpty() ? base : entries.getLast().id();
  }

  List<Entry> entries() {
    return entries;
  }

  /** By the segments that were read. */
  Cuts cuts() {
    return cuts;
  }

  long batches() {
    return batches;
  }

  /** The checksum of the last record of the last whole batch. */
  int batchesChain() {
    return chain;
  }
}
