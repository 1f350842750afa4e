package minos.fault;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import minos.cluster.Cluster;
import minos.cluster.FaultNotInjected;
import minos.cluster.Node;
import minos.cluster.Node.State;
import minos.cluster.Saboteur;
import minos.cluster.Saboteur.Report;
import minos.generate.Seed;

/** Makes a node's disk slow, full or broken, or lets its files rot. */
final class DiskHarm implements Harm {
  private static final Duration BITE_LIMIT = Duration.ofSeconds(10);
  private static final Duration END_LIMIT = Duration.ofSeconds(5);

  private final Cluster cluster;
  private final RottenFiles rotten;

  DiskHarm(Cluster cluster) {
    this.cluster = cluster;
    this.rotten = new RottenFiles(cluster);
  }

  @Override
  public String draw(Group group, Seed seed) {
    return switch (group) {
      case DISK_SLOW -> "slow " + seed.between(20, 400);
      case DISK_FULL -> "full";
      case DISK_FAIL -> "fail";
      case DISK_FLIP_LOG -> RottenFiles.drawn(Rot.FLIP_LOG, seed);
      case DISK_FLIP_SNAPSHOT -> RottenFiles.drawn(Rot.FLIP_SNAPSHOT, seed);
      case DISK_TRUNCATE_LOG -> RottenFiles.drawn(Rot.TRUNCATE_LOG, seed);
      case DISK_TRUNCATE_SNAPSHOT -> RottenFiles.drawn(Rot.TRUNCATE_SNAPSHOT, seed);
      default -> throw new IllegalArgumentException(group + " leaves disks alone");
    };
  }

  @Override
  public Done inflict(Node node, String how) throws FaultNotInjected {
    if (RottenFiles.isRot(how)) {
      return rotten.inflict(node, how);
    }
    Saboteur saboteur = node.saboteur();
    Report before = saboteur.report();
    node.mayEnd(true); // a server that cannot trust its disk may well end itself
    Report ordered = saboteur.obey(how);
    boolean bit = cluster.await(BITE_LIMIT, () -> bites(node, before));
    if (!bit) {
      Report ignored = saboteur.desist();
      throw new NothingToHit(
          "%s: its disk was told '%s', and did nothing in %d s that would show it"
              .formatted(node.name(), how, BITE_LIMIT.toSeconds()));
    }
    return new Done(how, List.of(node.name() + ": told '" + how + "', " + seen(node, ordered)));
  }

  private static boolean bites(Node node, Report before) {
    try {
      if (node.state() == State.GONE) {
        return true;
      }
      Report now = node.saboteur().report();
      return now.slowed() > before.slowed() || now.failed() > before.failed();
    } catch (FaultNotInjected e) {
      return false; // it is ending, or too busy to answer
    }
  }

  private String seen(Node node, Report ordered) throws FaultNotInjected {
    Optional<Report> after = answer(node);
    if (after.isEmpty()) {
      return "ended itself: " + node.lastWords();
    }
    Report now = after.get();
    return now.slowMillis() > 0
        ? "%d forces took %d ms longer".formatted(now.slowed() - ordered.slowed(), now.slowMillis())
        : "%d operations of its disk failed".formatted(now.failed() - ordered.failed());
  }

  /** Empty once the node has ended; it may be about to. */
  private Optional<Report> answer(Node node) throws FaultNotInjected {
    try {
      return node.state() == State.GONE ? Optional.empty() : Optional.of(node.saboteur().report());
    } catch (FaultNotInjected e) {
      if (cluster.await(END_LIMIT, () -> Answers.isGone(node))) {
        return Optional.empty();
      }
      throw e;
    }
  }

  @Override
  public List<String> undo(Node node) throws FaultNotInjected {
    rotten.restoreWhereItStaysDown(node);
    if (node.state() == State.GONE) {
      if (node.saboteur().hearsWhileGone()) {
        Report ignored = node.saboteur().desist(); // it might end again at once
      }
      node.start();
    }
    Report now = Answers.of(cluster, node).desist();
    node.mayEnd(false);
    if (now.slowMillis() > 0 || now.full()) {
      throw new FaultNotInjected(node.name() + ": its disk is not as it should be: " + now);
    }
    return List.of(
        "%s: %s, %d forces were slow and %d operations failed since it began"
            .formatted(node.name(), node.state(), now.slowed(), now.failed()));
  }
}
