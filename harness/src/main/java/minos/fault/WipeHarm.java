package minos.fault;

import java.util.List;
import minos.cluster.Cluster;
import minos.cluster.FaultNotInjected;
import minos.cluster.Members.Wish;
import minos.cluster.Node;
import minos.generate.Seed;

/**
 * Takes a node's whole disk. What comes back under its name has forgotten its promises, so it comes
 * back as a new member: the old one is removed, and it is added.
 */
record WipeHarm(Cluster cluster, Admission admission) implements Harm {
  @Override
  public String draw(Group group, Seed seed) {
    return "wipe";
  }

  @Override
  public Done inflict(Node node, String how) throws FaultNotInjected {
    node.kill();
    int files = node.files().wipe();
    if (files == 0) {
      throw new NothingToHit(node.name() + " had no file that could be wiped");
    }
    return new Done(
        how, List.of("%s: %s, %d files wiped".formatted(node.name(), node.state(), files)));
  }

  @Override
  public List<String> undo(Node node) throws FaultNotInjected {
    Wish leave = new Wish.Remove(node.name());
    // Also where it does not vote: it may have been wiped again while it was still learning.
    List<String> ignored = admission.members().ask(List.of(leave));
    admission.until(leave, voters -> !voters.contains(node.name()));
    node.start();
    String seen =
        admission.until(new Wish.Add(node.name()), voters -> voters.contains(node.name()));
    return List.of(node.name() + ": " + node.state() + ", " + seen);
  }
}
