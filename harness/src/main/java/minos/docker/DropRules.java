package minos.docker;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The scripts that cut a node off, and what they answer. Pure.
 *
 * <p>All rules stand in a chain of our own, one for each peer: it drops the peer's packets, or only
 * counts them. So every direction of every link can be proven by one packet, cut or not, and
 * without waiting for anything to time out.
 */
final class DropRules {
  static final String CHAIN = "MINOS-IN";

  private static final Pattern COUNTER =
      Pattern.compile("-A " + CHAIN + " -s ([0-9.]+)(?:/32)? -c (\\d+) \\d+( -j DROP)?");

  /** The discard port: nobody answers there but the kernel. */
  private static final int PROBE_PORT = 9;

  private DropRules() {}

  /** What a rule saw. */
  record Counter(long packets, boolean drops) {}

  /**
   * Sets all rules of a node at once, in place of those that stood there. The hook comes last, so
   * that no packet sees half of them.
   *
   * @param peers addresses of all other nodes
   * @param dropped those of them whose packets are dropped
   */
  static String set(Collection<String> peers, Set<String> dropped) {
    String rules =
        peers.stream()
            .map(peer ->
                "-A " + CHAIN + " -s " + peer + (dropped.contains(peer) ? " -j DROP" : "") + "\n")
            .collect(Collectors.joining());
    return """
    set -e
    iptables-restore -w --noflush <<'RULES'
    *filter
    :%1$s - [0:0]
    %2$sCOMMIT
    RULES
    iptables -w -C INPUT -j %1$s 2>/dev/null || iptables -w -I INPUT 1 -j %1$s
    """
        .formatted(CHAIN, rules);
  }

  /** Prints the counters; nothing where there is no chain of ours. */
  static String read() {
    return "iptables -w -v -S " + CHAIN + " 2>/dev/null || true\n";
  }

  /** Sends one datagram to each peer. */
  static String probe(Collection<String> peers) {
    return "for peer in %s; do printf m >/dev/udp/$peer/%d; done 2>/dev/null || true\n"
        .formatted(String.join(" ", peers), PROBE_PORT);
  }

  /** Removes our chain and its hook, then prints all rules that are left. */
  static String remove() {
    return """
    while iptables -w -D INPUT -j %1$s 2>/dev/null; do :; done
    iptables -w -F %1$s 2>/dev/null && iptables -w -X %1$s
    iptables -w -S
    """
        .formatted(CHAIN);
  }

  /** From what {@link #read()} printed: by the peer's address, in order. */
  static Map<String, Counter> parse(String printed) {
    Map<String, Counter> counters = new LinkedHashMap<>();
    Matcher line = COUNTER.matcher(printed);
    while (line.find()) {
      counters.put(
          line.group(1), new Counter(Long.parseLong(line.group(2)), line.group(3) != null));
    }
    return counters;
  }
}
