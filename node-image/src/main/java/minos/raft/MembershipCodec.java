package minos.raft;

import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import minos.bytes.Decoder;
import minos.bytes.Encoder;
import minos.bytes.Malformed;

/**
 * A membership as bytes: what an entry of kind {@link Entry.Kind#MEMBERSHIP} carries, and what a
 * snapshot keeps. One record for each server: name, part, address, incarnation.
 */
public final class MembershipCodec {
  private static final int VOTER = 1;
  private static final int OUTGOING = 2;
  private static final int LEARNER = 4;

  private MembershipCodec() {}

  public static Payload encode(Membership membership) {
    Encoder to = new Encoder();
    encode(membership, to);
    return new Payload(to.toBytes());
  }

  public static void encode(Membership membership, Encoder to) {
    to.number(membership.members().size());
    membership
        .members()
        .forEach((id, member) ->
            to.text(id.name())
                .octet(partsOf(id, membership))
                .text(member.address())
                .number(member.incarnation()));
  }

  private static int partsOf(NodeId id, Membership membership) {
    return (membership.voters().contains(id) ? VOTER : 0)
        | (membership.outgoing().contains(id) ? OUTGOING : 0)
        | (membership.learners().contains(id) ? LEARNER : 0);
  }

  /** Reads a payload that holds a membership and nothing else. */
  public static Membership decode(Payload payload) throws Malformed {
    Decoder from = new Decoder(payload.bytes());
    Membership membership = decode(from);
    from.end();
    return membership;
  }

  public static Membership decode(Decoder from) throws Malformed {
    int count = from.count();
    SortedMap<NodeId, Member> members = new TreeMap<>();
    SortedMap<NodeId, Integer> parts = new TreeMap<>();
    for (int i = 0; i < count; i++) {
      NodeId id = new NodeId(from.text());
      parts.put(id, parts(from));
      if (members.put(id, new Member(from.text(), from.number())) != null) {
        throw from.malformed("names " + id + " twice");
      }
    }
    SortedSet<NodeId> voters = those(parts, part -> (part & VOTER) != 0);
    if (voters.isEmpty() && count > 0) {
      throw from.malformed("has no voter");
    }
    return new Membership(
        voters,
        those(parts, part -> (part & OUTGOING) != 0),
        those(parts, part -> (part & LEARNER) != 0),
        members);
  }

  private static int parts(Decoder from) throws Malformed {
    int parts = from.octet();
    if (parts == 0 || parts > LEARNER + OUTGOING || parts == LEARNER + VOTER) {
      throw from.malformed("has a member of unknown part " + parts);
    }
    return parts;
  }

  private static SortedSet<NodeId> those(Map<NodeId, Integer> parts, Predicate<Integer> which) {
    SortedSet<NodeId> those = new TreeSet<>();
    parts.forEach((id, part) -> {
      if (which.test(part)) {
        those.add(id);
      }
    });
    return those;
  }
}
