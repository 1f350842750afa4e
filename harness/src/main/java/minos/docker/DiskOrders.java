package minos.docker;

import java.util.Optional;
import minos.cluster.FaultNotInjected;
import minos.cluster.Node;
import minos.cluster.Saboteur;

/** Hurts the disk of a node that knows nothing of it, from outside; as one who was told to. */
final class DiskOrders implements Saboteur {
  private final ContainerNode node;
  private final LoopDisk disk;
  private boolean full;
  private long failed;

  DiskOrders(ContainerNode node, LoopDisk disk) {
    this.node = node;
    this.disk = disk;
  }

  @Override
  public synchronized Report obey(String order) throws FaultNotInjected {
    switch (order) {
      case "report" -> {}
      case "full" -> {
        disk.fill();
        full = true;
        failed++;
      }
      case "fail" -> {
        disk.shutDown();
        expect(disk.objection());
      }
      case "none" -> heal();
      default ->
          throw new FaultNotInjected(
              node.name() + " cannot be told '" + order + "': only its disk is ours");
    }
    return new Report("real", "", 0, full, 0, failed);
  }

  @Override
  public boolean hearsWhileGone() {
    return true;
  }

  private void expect(Optional<String> objection) throws FaultNotInjected {
    if (objection.isEmpty()) {
      throw new FaultNotInjected(node.name() + ": its disk goes on as if nothing had happened");
    }
    failed++;
  }

  /** A disk that was shut down is mounted anew when its node starts. */
  private void heal() throws FaultNotInjected {
    full = false;
    if (node.state() == Node.State.GONE) {
      disk.freeWhileDown();
      return;
    }
    disk.free();
    if (disk.objection().isPresent()) {
      node.kill();
      node.start();
    }
    Optional<String> still = disk.objection();
    if (still.isPresent()) {
      throw new FaultNotInjected(node.name() + ": its disk is not whole again: " + still.get());
    }
  }
}
