package minos.wire;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import minos.bytes.Decoder;
import minos.bytes.Encoder;
import minos.bytes.Malformed;
import minos.raft.EntryId;
import minos.raft.Membership;
import minos.raft.NodeId;
import minos.raft.SnapshotMark;

/** What a snapshot stands for, as bytes, for the wire and for the snapshot's own file. */
public final class MarkCodec {
  private MarkCodec() {}

  public static void encode(SnapshotMark mark, Encoder to) {
    to.number(mark.last().term()).number(mark.last().index());
    names(mark.membership().voters(), to);
    names(mark.membership().outgoing(), to);
    names(mark.membership().learners(), to);
  }

  private static void names(Collection<NodeId> servers, Encoder to) {
    to.number(servers.size());
    servers.forEach(server -> to.text(server.name()));
  }

  public static SnapshotMark decode(Decoder from) throws Malformed {
    EntryId last = new EntryId(from.number(), from.number());
    List<NodeId> voters = names(from);
    List<NodeId> outgoing = names(from);
    List<NodeId> learners = names(from);
    if (last.index() < 1 || voters.isEmpty() || !disjoint(voters, learners)) {
      throw from.malformed("marks a snapshot of nothing, or of nobody");
    }
    return new SnapshotMark(
        last,
        new Membership(new TreeSet<>(voters), new TreeSet<>(outgoing), new TreeSet<>(learners)));
  }

  private static boolean disjoint(List<NodeId> voters, List<NodeId> learners) {
    return voters.stream().noneMatch(learners::contains);
  }

  private static List<NodeId> names(Decoder from) throws Malformed {
    int count = from.count();
    List<NodeId> names = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      names.add(new NodeId(from.text()));
    }
    return names;
  }
}
