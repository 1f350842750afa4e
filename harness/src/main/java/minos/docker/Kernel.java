package minos.docker;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import minos.cluster.Capability;
import minos.cluster.ClusterFailed;

/**
 * What can be done to packets between containers: asked once for each image, in a container of it,
 * since an engine may have another kernel than this machine.
 *
 * @param netem what its kernel said to a queue of netem; empty for yes
 * @param tbf what it said to one of tbf
 * @param relay what came of redirecting a connection to a program of ours
 */
public record Kernel(String netem, String tbf, String relay) {
  private static final Map<String, Kernel> ASKED = new ConcurrentHashMap<>();

  private static final String QUESTIONS =
      """
      ask() { if out=$(eval "$2" 2>&1); then echo "$1 ok"; else echo "$1 ${out//$'\\n'/ }"; fi; }
      ask netem 'tc qdisc add dev lo root netem delay 1ms'
      ask tbf 'tc qdisc replace dev lo root tbf rate 1mbit burst 32kbit latency 400ms'
      ask relay 'perl -MSocket -MPOSIX -e 1 &&
        iptables -w -t nat -A OUTPUT -p tcp -d 192.0.2.1 -j REDIRECT --to-ports 9'
      """;

  private static final String NO_SUCH_PROGRAM = "not found";

  /**
   * Asks.
   *
   * @param image of the nodes; where the engine has not got it yet, its base is asked
   */
  public static Kernel of(String image) {
    return ASKED.computeIfAbsent(image, Kernel::ask);
  }

  private static Kernel ask(String image) {
    try (Engine engine = Engine.connect()) {
      String asked = Images.id(engine, image).isPresent() ? image : Images.BASE;
      return read(OneShot.run(engine, asked, QUESTIONS));
    } catch (ClusterFailed e) {
      return new Kernel("", "", "");
    }
  }

  static Kernel read(String answer) {
    return new Kernel(said(answer, "netem"), said(answer, "tbf"), said(answer, "relay"));
  }

  /** A base without the program is no answer: the image brings it. */
  private static String said(String answer, String question) {
    Matcher line = Pattern.compile("(?m)^" + question + " (.*)$").matcher(answer);
    String said = line.find() ? line.group(1).strip() : "";
    return said.equals("ok") || said.contains(NO_SUCH_PROGRAM) ? "" : said;
  }

  /** What cannot be had, and how that was found; empty, too, where nobody may ask. */
  public Map<Capability, String> lacks() {
    Map<Capability, String> lacks = new EnumMap<>(Capability.class);
    if (!netem.isEmpty()) {
      lacks.put(Capability.PACKETS_NETEM, lacking("no netem", netem));
    }
    if (!tbf.isEmpty()) {
      lacks.put(Capability.PACKETS_RATE, lacking("no tbf", tbf));
    }
    if (!relay.isEmpty()) {
      lacks.put(Capability.PACKETS_HALF_OPEN, lacking("no relay in a container", relay));
    }
    if (!netem.isEmpty() && !relay.isEmpty()) {
      lacks.put(Capability.PACKETS_DELAY, lacking("no netem, and no relay", relay));
      lacks.put(Capability.PACKETS_DUPLICATE, lacking("no netem, and no relay", relay));
    }
    return lacks;
  }

  private static String lacking(String what, String said) {
    return "the engine's kernel allows %s (%s); --in sim has it".formatted(what, said);
  }

  /** How those faults are made that can be made in two ways. */
  public Map<Capability, String> means() {
    String means =
        netem.isEmpty() ? "by netem" : "by relay, since the engine's kernel has no netem";
    return Map.of(
        Capability.PACKETS_DELAY,
        means,
        Capability.PACKETS_DUPLICATE,
        netem.isEmpty() ? means + ": packets" : means + ": whole connections",
        Capability.PACKETS_HALF_OPEN,
        "by relay");
  }
}
