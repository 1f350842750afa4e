package minos.docker;

import minos.cluster.ClusterFailed;
import minos.time.RealTime;

/** A program that starts a cluster of one node, says so, and waits to be killed. */
final class Sacrifice {
  private Sacrifice() {}

  public static void main(String[] args) throws ClusterFailed, InterruptedException {
    Containers.start(Engine.connect(), Responders.spec(args[0], false, "n1"), new RealTime());
    System.out.println("up");
    Thread.currentThread().join();
  }
}
