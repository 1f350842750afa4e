package minos.raft;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A few events at which a flaw and the paper's rules part.
 *
 * @param flaw its id
 * @param observed what can be seen of a server that was put through the events under these rules
 * @param lawful what is seen under the paper's rules
 * @param flawed what is seen under the flaw
 */
record Scene(String flaw, Function<Rules, Object> observed, Object lawful, Object flawed) {
  static final NodeId ANNA = new NodeId("anna");
  static final NodeId BERT = new NodeId("bert");
  static final NodeId CARL = new NodeId("carl");
  static final NodeId DORA = new NodeId("dora");

  /** The last entry of {@link #server}. */
  static final EntryId LAST = new EntryId(2, 5);

  @Override
  public String toString() {
    return flaw;
  }

  /** In term 3, among three, with a log of the terms 1, 1, 2, 2, 2. */
  static Lone server(Rules rules) {
    return new Lone(
        new Durable(new Ballot(3, Optional.empty()), Lone.log(1, 1, 2, 2, 2)), rules, ANNA, BERT);
  }

  static Message.AppendRequest append(long term, EntryId previous, long commit, Entry... entries) {
    return new Message.AppendRequest(term, previous, List.of(entries), commit, 0);
  }

  /** What comes of it, or the invariant of the running code that forbids it. */
  static Object orInvariant(Supplier<Object> outcome) {
    try {
      return outcome.get();
    } catch (InvariantViolated e) {
      return String.valueOf(e.getMessage()).replaceFirst(":.*", "");
    }
  }
}
