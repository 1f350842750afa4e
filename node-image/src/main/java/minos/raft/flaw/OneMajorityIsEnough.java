package minos.raft.flaw;

import java.util.List;
import java.util.SortedSet;
import minos.raft.NodeId;

/** Breaks §6: joint consensus needs both majorities. */
final class OneMajorityIsEnough extends Flaw {
  OneMajorityIsEnough() {
    super(
        new Card(
            "MB04",
            "While the members change, a majority of the new voters alone decides.",
            "openraft 6c0ccaf3",
            Property.ELECTION_SAFETY,
            "Replace two servers of three at once while the network is cut between old and"
                + " new.",
            Sight.STEPS,
            Sight.CLIENTS));
  }

  @Override
  public List<SortedSet<NodeId>> electorates(SortedSet<NodeId> voters, SortedSet<NodeId> outgoing) {
    return List.of(voters);
  }
}
