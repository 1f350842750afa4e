package minos.link;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import minos.cluster.Disturbance;
import minos.cluster.FaultNotInjected;
import minos.cluster.Trouble;

/** A disturbance in force on the links between nodes, and how many packets it met. */
public final class DisturbanceInForce {
  private static final double PERMILLE = 1000.0;
  private static final long NANOS_PER_MS = 1_000_000;

  /** A message is taken for one packet of the usual size. */
  private static final long BITS_PER_PACKET = 8L * 1500;

  private static final int PROBES = 1000;

  private final Disturbance disturbance;
  private final List<String> nodes;
  private final Delay resend;
  private final long[][] sent;
  private final long[][] hit;
  private final boolean[][] swallowing;

  /**
   * When the packet that goes last has left, by link: those of a slow link wait for one another.
   */
  private final long[][] freeAt;

  /**
   * @param nodes in the order of their places
   * @param resend how much later a packet arrives that its sender has to send again
   * @throws FaultNotInjected if it names a node that there is not
   */
  public DisturbanceInForce(Disturbance disturbance, List<String> nodes, Delay resend)
      throws FaultNotInjected {
    for (String node : disturbance.amounts().keySet()) {
      if (!nodes.contains(node)) {
        throw new FaultNotInjected("there is no node " + node + " among " + nodes);
      }
    }
    this.disturbance = disturbance;
    this.nodes = nodes;
    this.resend = resend;
    this.sent = new long[nodes.size()][nodes.size()];
    this.hit = new long[nodes.size()][nodes.size()];
    this.swallowing = new boolean[nodes.size()][nodes.size()];
    if (disturbance.trouble() == Trouble.HALF_OPEN) {
      settle(new SplittableRandom(disturbance.amounts().hashCode()));
    }
    this.freeAt = new long[nodes.size()][nodes.size()];
  }

  /**
   * What becomes of one packet between two nodes.
   *
   * @return how much longer each copy of it travels; empty if it is lost
   */
  public List<Long> fate(int source, int target, long nanos, RandomGenerator random) {
    long amount = disturbance.on(nodes.get(source), nodes.get(target));
    if (amount == 0) {
      return List.of(0L);
    }
    sent[source][target]++;
    List<Long> delays =
        switch (disturbance.trouble()) {
          case LOSS -> chance(amount, random) ? List.of() : List.of(0L);
          case DELAY -> List.of((long) (amount * NANOS_PER_MS * (0.8 + 0.4 * random.nextDouble())));
          case DUPLICATE ->
              chance(amount, random)
                  ? List.of(0L, (long) (random.nextDouble() * NANOS_PER_MS))
                  : List.of(0L);
          case REORDER ->
              chance(amount, random)
                  ? List.of((long) ((10 + 40 * random.nextDouble()) * NANOS_PER_MS))
                  : List.of(0L);
          case CORRUPT -> // The checksum does not hold, so that the sender's TCP sends it again.
              List.of(chance(amount, random) ? resend.draw(random) : 0L);
          case HALF_OPEN -> swallowing[source][target] ? List.of() : List.of(0L);
          case RATE -> List.of(queued(source, target, nanos, amount));
        };
    hit[source][target] += delays.equals(List.of(0L)) ? 0 : 1;
    return delays;
  }

  /** A connection carries or it does not; at least one does not. */
  private void settle(RandomGenerator random) {
    boolean any = false;
    for (int source = 0; source < nodes.size(); source++) {
      for (int target = 0; target < nodes.size(); target++) {
        long amount = disturbance.on(nodes.get(source), nodes.get(target));
        if (source != target && amount > 0 && (!any || chance(amount, random))) {
          swallowing[source][target] = true;
          any = true;
        }
      }
    }
  }

  private long queued(int source, int target, long nanos, long kbits) {
    long leaves = Math.max(nanos, freeAt[source][target]) + BITS_PER_PACKET * NANOS_PER_MS / kbits;
    freeAt[source][target] = leaves;
    return leaves - nanos;
  }

  private static boolean chance(long permille, RandomGenerator random) {
    return random.nextDouble() * PERMILLE < permille;
  }

  /** Sends packets over every link without anybody noticing, and sees what becomes of them. */
  public List<String> probe(long nanos) throws FaultNotInjected {
    DisturbanceInForce probed = new DisturbanceInForce(disturbance, nodes, resend);
    RandomGenerator random = new SplittableRandom(nanos);
    for (int source = 0; source < nodes.size(); source++) {
      for (int target = 0; target < nodes.size(); target++) {
        for (int i = 0; source != target && i < PROBES; i++) {
          probed.fate(source, target, nanos, random);
        }
      }
    }
    List<String> seen = probed.totals("probes");
    if (seen.isEmpty()) {
      throw new FaultNotInjected(disturbance + ": no probe met it");
    }
    return seen;
  }

  /** What it did to the packets of each link so far. */
  public List<String> totals() {
    return totals("packets");
  }

  private List<String> totals(String what) {
    List<String> lines = new ArrayList<>();
    for (int source = 0; source < nodes.size(); source++) {
      for (int target = 0; target < nodes.size(); target++) {
        if (sent[source][target] > 0) {
          lines.add(
              "%s to %s: %d of %d %s met the %s"
                  .formatted(
                      nodes.get(source),
                      nodes.get(target),
                      hit[source][target],
                      sent[source][target],
                      what,
                      disturbance.trouble().label()));
        }
      }
    }
    return lines;
  }
}
