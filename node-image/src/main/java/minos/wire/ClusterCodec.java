package minos.wire;

import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import minos.bytes.Decoder;
import minos.bytes.Encoder;
import minos.bytes.Malformed;
import minos.client.ClusterRequest;
import minos.client.ClusterView;
import minos.raft.MembershipChange;
import minos.raft.MembershipCodec;
import minos.raft.NodeId;

/** What operators ask, and what they hear, as bytes. */
final class ClusterCodec {
  private static final int MEMBERS = 1;
  private static final int CHANGE = 2;
  private static final int TRANSFER = 3;

  private ClusterCodec() {}

  static void encode(ClusterRequest wish, Encoder to) {
    switch (wish) {
      case ClusterRequest.Members() -> to.octet(MEMBERS);
      case ClusterRequest.Change(MembershipChange change) -> {
        addresses(change.voters(), to.octet(CHANGE));
        addresses(change.learners(), to);
        to.number(change.leaving().size());
        change.leaving().forEach(id -> to.text(id.name()));
      }
      case ClusterRequest.Transfer(Optional<NodeId> target) ->
          to.octet(TRANSFER).optionalText(target.map(NodeId::name));
    }
  }

  static ClusterRequest decode(Decoder from) throws Malformed {
    int tag = from.octet();
    return switch (tag) {
      case MEMBERS -> new ClusterRequest.Members();
      case CHANGE ->
          new ClusterRequest.Change(
              new MembershipChange(addresses(from), addresses(from), names(from)));
      case TRANSFER -> new ClusterRequest.Transfer(from.optionalText().map(NodeId::new));
      default -> throw from.malformed("is an operator's request of unknown kind " + tag);
    };
  }

  private static void addresses(Map<NodeId, String> addresses, Encoder to) {
    to.number(addresses.size());
    addresses.forEach((id, address) -> to.text(id.name()).text(address));
  }

  private static SortedMap<NodeId, String> addresses(Decoder from) throws Malformed {
    int count = from.count();
    SortedMap<NodeId, String> addresses = new TreeMap<>();
    for (int i = 0; i < count; i++) {
      addresses.put(new NodeId(from.text()), from.text());
    }
    return addresses;
  }

  private static SortedSet<NodeId> names(Decoder from) throws Malformed {
    int count = from.count();
    SortedSet<NodeId> names = new TreeSet<>();
    for (int i = 0; i < count; i++) {
      names.add(new NodeId(from.text()));
    }
    return names;
  }

  static void encode(ClusterView view, Encoder to) {
    to.optionalText(view.leader().map(NodeId::name)).number(view.term());
    MembershipCodec.encode(view.membership(), to);
  }

  static ClusterView view(Decoder from) throws Malformed {
    return new ClusterView(
        from.optionalText().map(NodeId::new), from.number(), MembershipCodec.decode(from));
  }
}
