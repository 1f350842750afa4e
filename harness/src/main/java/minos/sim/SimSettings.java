package minos.sim;

import java.util.Map;
import java.util.TreeMap;
import minos.link.Delay;
import minos.link.Share;

/**
 * What the simulated world is like.
 *
 * @param network how long a message travels, drawn for each
 * @param resent share of all messages whose first packet is lost, so that the sender's TCP sends
 *     them again; other messages pass them meanwhile
 * @param resend how much later those arrive; Linux waits at least 200 ms
 * @param loss share of the messages between nodes that are lost for good, 0 to 1
 * @param resets share of the messages to and from clients that are lost as their connection breaks;
 *     the client is told
 * @param duplication share of the messages between nodes that arrive twice
 * @param force how long a disk needs to force what was written
 * @param powerLoss share of the kills that take the power with the process, of all machines that
 *     are killed at that instant, and so all that was not forced; after the others the operating
 *     system still has it, as after a kill -9
 * @param bias which messages between nodes wait longer
 * @param logLines how many lines of each node's log are kept, the newest
 */
public record SimSettings(
    Delay network,
    double resent,
    Delay resend,
    double loss,
    double resets,
    double duplication,
    Delay force,
    double powerLoss,
    Bias bias,
    int logLines) {

  /**
   * A data centre on a good day: messages take 0.2 to 1 ms, one in fifty up to 10 ms, all arrive; a
   * force takes 1 to 5 ms, as on a network volume, one in fifty up to 50 ms; every other kill loses
   * what was not forced.
   */
  public static final SimSettings CALM =
      new SimSettings(
          new Delay(200_000, 1_000_000, 0.02, 10_000_000),
          0,
          new Delay(200_000_000, 400_000_000, 0, 400_000_000),
          0,
          0,
          0,
          new Delay(1_000_000, 5_000_000, 0.02, 50_000_000),
          0.5,
          Bias.NONE,
          10_000);

  /**
   * The same on a bad day: one message in a thousand is sent again after 200 to 400 ms, and one in
   * five hundred is lost for good, so that clients must ask again, which brings to light what a
   * store makes of that.
   */
  public static final SimSettings DEFAULT =
      CALM.withResent(0.001).withLoss(0.002).withResets(0.002);

  public SimSettings {
    Share.require("resent", resent);
    Share.require("loss", loss);
    Share.require("resets", resets);
    Share.require("duplication", duplication);
    Share.require("powerLoss", powerLoss);
  }

  public SimSettings withNetwork(Delay delay) {
    return new SimSettings(
        delay, resent, resend, loss, resets, duplication, force, powerLoss, bias, logLines);
  }

  public SimSettings withResent(double share) {
    return new SimSettings(
        network, share, resend, loss, resets, duplication, force, powerLoss, bias, logLines);
  }

  public SimSettings withLoss(double share) {
    return new SimSettings(
        network, resent, resend, share, resets, duplication, force, powerLoss, bias, logLines);
  }

  public SimSettings withResets(double share) {
    return new SimSettings(
        network, resent, resend, loss, share, duplication, force, powerLoss, bias, logLines);
  }

  public SimSettings withDuplication(double share) {
    return new SimSettings(
        network, resent, resend, loss, resets, share, force, powerLoss, bias, logLines);
  }

  public SimSettings withForce(Delay delay) {
    return new SimSettings(
        network, resent, resend, loss, resets, duplication, delay, powerLoss, bias, logLines);
  }

  public SimSettings withPowerLoss(double share) {
    return new SimSettings(
        network, resent, resend, loss, resets, duplication, force, share, bias, logLines);
  }

  public SimSettings withBias(Bias wanted) {
    return new SimSettings(
        network, resent, resend, loss, resets, duplication, force, powerLoss, wanted, logLines);
  }

  public SimSettings withLogLines(int newest) {
    return new SimSettings(
        network, resent, resend, loss, resets, duplication, force, powerLoss, bias, newest);
  }

  /** In words, for people who read a run's settings; of a bias only where there is one. */
  public Map<String, String> description() {
    Map<String, String> description = new TreeMap<>();
    description.put(
        "simulated-network",
        "messages take %s; %s are lost, %s sent again after %s, %s arrive twice"
            .formatted(
                network.inWords(),
                Share.percent(loss),
                Share.percent(resent),
                resend.inWords(),
                Share.percent(duplication)));
    description.put(
        "simulated-clients",
        "%s of their messages end in a broken connection".formatted(Share.percent(resets)));
    description.put(
        "simulated-disk",
        "a force takes %s; %s of the kills lose what was not forced"
            .formatted(force.inWords(), Share.percent(powerLoss)));
    if (bias != Bias.NONE) {
      description.put("simulated-schedule", "of all messages " + bias.summary());
    }
    return description;
  }
}
