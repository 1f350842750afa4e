package minos.fault;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import minos.cluster.ClockSetting;
import minos.cluster.FaultNotInjected;
import minos.cluster.Node;
import minos.generate.Seed;

/** Shows a node another time than it is. */
final class ClockHarm implements Harm {
  /** Clocks run at 0.6 or 1.6 of their speed: so far apart that a lease without margin is seen. */
  static final double SLOW = 0.6;

  static final double FAST = 1.6;

  private static final Pattern JUMP = Pattern.compile("([+-]\\d{1,9}) ms");
  private static final Pattern STROBE =
      Pattern.compile("([+-]\\d{1,9}) ms and back every (\\d{1,6}) ms");
  private static final Pattern RATE = Pattern.compile("x(\\d{1,3}(?:\\.\\d{1,3})?)");

  /** Jumps are even on a logarithmic scale, from a quarter of a second to four minutes. */
  @Override
  public String draw(Group group, Seed seed) {
    long millis =
        (250L << seed.child("size").below(11)) * (seed.child("direction").flip() ? 1 : -1);
    return switch (group) {
      case CLOCK_JUMP -> "%+d ms".formatted(millis);
      case CLOCK_STROBE ->
          "%+d ms and back every %d ms".formatted(millis, seed.child("period").between(50, 500));
      case CLOCK_FAST -> rate(FAST);
      case CLOCK_SLOW -> rate(SLOW);
      default -> throw new IllegalArgumentException(group + " leaves clocks alone");
    };
  }

  private static String rate(double factor) {
    return String.format(Locale.ROOT, "x%.1f", factor);
  }

  static ClockSetting setting(String how) {
    Matcher jump = JUMP.matcher(how);
    if (jump.matches()) {
      return new ClockSetting.Jump(Long.parseLong(jump.group(1)));
    }
    Matcher strobe = STROBE.matcher(how);
    if (strobe.matches()) {
      return new ClockSetting.Strobe(
          Long.parseLong(strobe.group(1)), Long.parseLong(strobe.group(2)));
    }
    Matcher rate = RATE.matcher(how);
    if (rate.matches() && Double.parseDouble(rate.group(1)) > 0) {
      return new ClockSetting.Rate(Double.parseDouble(rate.group(1)));
    }
    throw new IllegalArgumentException(
        "a clock is shown '+250 ms', '-250 ms and back every 50 ms' or 'x1.6', not '" + how + "'");
  }

  @Override
  public Done inflict(Node node, String how) throws FaultNotInjected {
    return new Done(how, seen(node, setting(how)));
  }

  @Override
  public List<String> undo(Node node) throws FaultNotInjected {
    return seen(node, new ClockSetting.Right());
  }

  private static List<String> seen(Node node, ClockSetting setting) throws FaultNotInjected {
    return node.clock().set(setting).observations().stream()
        .map(seen -> seen.startsWith(node.name()) ? seen : node.name() + ": " + seen)
        .toList();
  }
}
