package minos.invariant;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import minos.bytes.Malformed;
import minos.kv.Reply;
import minos.kv.Stamped;
import minos.raft.Entry;
import minos.raft.EntryId;
import minos.raft.NodeId;
import minos.raft.Payload;
import minos.raft.SnapshotMark;

/**
 * What was committed first, and what it must do everywhere: one history, one reply to each command,
 * equal states, and reads that see what was acknowledged before them.
 */
public final class Ledger {
  /**
   * A committed entry.
   *
   * @param term in which it was first committed
   */
  public record Committed(EntryId id, long term) {}

  /** States are told apart at every so manieth entry, since that takes its time. */
  private static final int COMPARED = 32;

  private final List<Committed> entries = new ArrayList<>();
  private final List<Optional<Reply>> replies = new ArrayList<>();
  private final List<Long> digests = new ArrayList<>();
  private final Model model;
  private long acknowledged;
  private long installed;

  public Ledger(Model model) {
    this.model = model;
  }

  public List<Committed> entries() {
    return entries;
  }

  /**
   * Somebody commits an entry.
   *
   * @return whether nobody has before
   */
  public boolean add(Entry entry, long term) {
    int index = (int) entry.index();
    if (index <= entries.size()) {
      EntryId known = entries.get(index - 1).id();
      Breach.unless(known.equals(entry.id()), "State Machine Safety", known, entry);
      return false;
    }
    Breach.unless(index == entries.size() + 1, "Commit", "has a gap before", entry);
    entries.add(new Committed(entry.id(), term));
    replies.add(
        entry.kind() == Entry.Kind.COMMAND
            ? Optional.of(model.apply(entry.index(), stamped(entry.payload())))
            : Optional.empty());
    digests.add(entry.index() % COMPARED == 0 ? model.digest() : 0);
    return true;
  }

  public static Stamped stamped(Payload payload) {
    try {
      return Stamped.decode(payload);
    } catch (Malformed e) {
      throw new Breach("Log", payload + " " + e.getMessage());
    }
  }

  public void onReply(NodeId server, Entry entry, Reply reply, LongSupplier digest) {
    int at = (int) entry.index() - 1;
    Breach.unless(
        replies.get(at).equals(Optional.of(reply)), "Exactly once", entry, reply, replies.get(at));
    if (entry.index() % COMPARED == 0) {
      compareStates(server, entry.index(), digest.getAsLong());
    }
  }

  /** A snapshot is begun of this state. */
  public void onSnapshot(NodeId server, SnapshotMark mark, long digest) {
    assertCommitted(server, mark);
    compareStates(server, mark.index(), digest);
  }

  /** A server has put another's snapshot in the place of its state. */
  public void onInstalled(NodeId server, SnapshotMark mark, long digest) {
    installed++;
    assertCommitted(server, mark);
    compareStates(server, mark.index(), digest);
  }

  private void assertCommitted(NodeId server, SnapshotMark mark) {
    boolean committed =
        mark.index() <= entries.size()
            && entries.get((int) mark.index() - 1).id().equals(mark.last());
    Breach.unless(committed, "Snapshots", server, "has one up to", mark.last());
  }

  private void compareStates(NodeId server, long index, long digest) {
    long known = digests.set((int) index - 1, digest);
    Breach.unless(known == 0 || known == digest, "Equal states", server, index);
  }

  /** How often a server got another's snapshot. */
  public long installed() {
    return installed;
  }

  public void onAcknowledged(long index) {
    acknowledged = Math.max(acknowledged, index);
  }

  /** What a read that is asked for now must see at least. */
  public long acknowledged() {
    return acknowledged;
  }

  /** State machines may lag, so that it is the promised index that counts, not luck. */
  public void onRead(NodeId server, long floor, long atIndex, long applied) {
    Breach.unless(atIndex >= floor, "Reads", server, "read at", atIndex, "after", floor);
    acknowledged = Math.max(acknowledged, applied);
  }
}
