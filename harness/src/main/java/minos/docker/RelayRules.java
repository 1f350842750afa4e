package minos.docker;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import minos.cluster.Trouble;

/**
 * The scripts that put a relay of our own between a node and some peers, and what they answer.
 * Pure.
 *
 * <p>The relay runs in the node's container, so that its connections have the node's address, and
 * rules that drop a peer's packets still know them. New connections to those peers are redirected
 * to it; what travels past it, on older ones, is answered by a reset, so that they are made anew.
 */
final class RelayRules {
  static final String CHAIN = "MINOS-RELAY";

  /** Where it accepts, and where it takes orders: above all ports that a kernel hands out. */
  private static final int PORT = 65100;

  private static final int ORDERS_PORT = PORT + 1;

  /** Its own connections leave from these: see relay.pl. */
  private static final String OWN_PORTS = "61000:64999";

  /** A link has few connections and many packets: so that as many links have the trouble. */
  private static final int CONNECTIONS_MORE = 3;

  private static final Pattern COUNTS =
      Pattern.compile(
          "(?m)^([0-9.]+) back=(\\d+) connections=(\\d+) forth=(\\d+) silenced=(\\d+)"
              + " swallowed=(\\d+) twice=(\\d+)$");

  private RelayRules() {}

  /**
   * What a relay carried to one peer.
   *
   * @param twice how many connections it made two of
   * @param forth bytes to the peer
   * @param back bytes from the peer
   * @param swallowed bytes that it took and did not carry
   * @param silenced ends of connections of which the other end did not learn
   */
  record Carried(
      long connections, long twice, long forth, long back, long swallowed, long silenced) {
    boolean met(Trouble trouble) {
      return switch (trouble) {
        case DELAY -> connections > 0;
        case DUPLICATE -> twice > 0;
        case HALF_OPEN -> swallowed + silenced > 0;
        case LOSS, REORDER, CORRUPT, RATE -> false;
      };
    }

    @Override
    public String toString() {
      return "%d connections (%d of them twice), %d bytes there, %d back, %d swallowed"
          .formatted(connections, twice, forth, back, swallowed);
    }
  }

  /** How much trouble there is on the way to a peer, and from it. */
  record Ways(long forth, long back) {}

  /**
   * What starts the relay of a node.
   *
   * @param program the text of relay.pl
   * @param ways by the peer's address
   */
  static List<String> command(String program, Trouble trouble, Map<String, Ways> ways, int chance) {
    List<String> words =
        new ArrayList<>(
            List.of("perl", "-e", program, String.valueOf(PORT), String.valueOf(chance)));
    ways.forEach((peer, way) -> words.add(argument(trouble, peer, way)));
    return words;
  }

  private static String argument(Trouble trouble, String peer, Ways way) {
    long most = Math.max(way.forth(), way.back());
    return switch (trouble) {
      case DELAY -> "%s:%d:0:0:0".formatted(peer, most);
      case DUPLICATE -> "%s:0:%d:0:0".formatted(peer, Math.min(1000, CONNECTIONS_MORE * most));
      case HALF_OPEN -> "%s:0:0:%d:%d".formatted(peer, way.forth(), way.back());
      case LOSS, REORDER, CORRUPT, RATE ->
          throw new IllegalArgumentException("no relay does this: " + trouble);
    };
  }

  /** Waits until the relay answers; fails if it does not. */
  static String awaitRelay() {
    return """
    for i in {1..60}; do
      { echo read >/dev/tcp/127.0.0.1/%d; } 2>/dev/null && exit 0
      sleep 0.05
    done
    echo 'the relay does not answer'; exit 1
    """
        .formatted(ORDERS_PORT);
  }

  /** Redirects to the relay all connections to those peers, from now on. */
  static String set(Iterable<String> peers) {
    StringBuilder nat = new StringBuilder();
    StringBuilder filter = new StringBuilder();
    for (String peer : peers) {
      String to = "-A " + CHAIN + " -p tcp -d " + peer;
      nat.append(to).append(" --sport ").append(OWN_PORTS).append(" -j RETURN\n");
      nat.append(to).append(" -j REDIRECT --to-ports ").append(PORT).append('\n');
      filter.append(to).append(" --sport ").append(OWN_PORTS).append(" -j RETURN\n");
      filter.append(to).append(" --dport ").append(OWN_PORTS).append(" -j RETURN\n");
      filter.append(to).append(" -j REJECT --reject-with tcp-reset\n");
    }
    return """
    set -e
    iptables-restore -w --noflush <<'RULES'
    *nat
    :%1$s - [0:0]
    %2$sCOMMIT
    *filter
    :%1$s - [0:0]
    -A %1$s -p tcp --tcp-flags RST RST -j RETURN
    %3$sCOMMIT
    RULES
    for table in nat filter; do
      iptables -w -t $table -C OUTPUT -j %1$s 2>/dev/null || iptables -w -t $table -I OUTPUT 1 -j %1$s
    done
    """
        .formatted(CHAIN, nat, filter);
  }

  /** Opens connections to each peer, says a word by each, and waits for its end a while. */
  static String probe(Iterable<String> peers, int connections) {
    return """
    for peer in %s; do
      for i in {1..%d}; do
        timeout 0.5 bash -c "exec 3<>/dev/tcp/$peer/%d && echo minos >&3 && cat <&3" 2>/dev/null &
      done
    done
    wait
    """
        .formatted(String.join(" ", peers), connections, DropRules.PROBE_PORT);
  }

  /** Prints for each peer how many microseconds a connection took that is refused there. */
  static String roundTrips(Iterable<String> peers) {
    return """
    for peer in %s; do
      t=${EPOCHREALTIME/./}
      timeout 5 bash -c "exec 3<>/dev/tcp/$peer/%d && cat <&3" >/dev/null 2>&1
      echo "$peer $(( ${EPOCHREALTIME/./} - t ))"
    done
    """
        .formatted(String.join(" ", peers), DropRules.PROBE_PORT);
  }

  /** Prints all counts; fails where no relay answers. */
  static String read() {
    return order("read");
  }

  /** Ends the relay and removes what leads to it, then prints all that is left. */
  static String remove() {
    return """
    for table in nat filter; do
      while iptables -w -t $table -D OUTPUT -j %1$s 2>/dev/null; do :; done
      iptables -w -t $table -F %1$s 2>/dev/null && iptables -w -t $table -X %1$s
    done
    ( %2$s ) >/dev/null 2>&1
    for i in {1..40}; do
      { : >/dev/tcp/127.0.0.1/%3$d; } 2>/dev/null || break
      sleep 0.05
    done
    iptables -w -S; iptables -w -t nat -S
    { : >/dev/tcp/127.0.0.1/%3$d; } 2>/dev/null && echo %1$s still relays
    true
    """
        .formatted(CHAIN, order("end").strip(), PORT);
  }

  private static String order(String word) {
    return "exec 3<>/dev/tcp/127.0.0.1/%d && echo %s >&3 && cat <&3\n"
        .formatted(ORDERS_PORT, word.toLowerCase(Locale.ROOT));
  }

  static boolean isLeft(String printed) {
    return printed.contains(CHAIN);
  }

  /** From what {@link #read()} printed: by the peer's address, in order. */
  static Map<String, Carried> carried(String printed) {
    Map<String, Carried> carried = new LinkedHashMap<>();
    Matcher line = COUNTS.matcher(printed);
    while (line.find()) {
      List<Long> counts =
          java.util.stream.IntStream.rangeClosed(2, 7)
              .mapToObj(group -> Long.parseLong(line.group(group)))
              .collect(Collectors.toList());
      carried.put(
          line.group(1),
          new Carried(
              counts.get(1),
              counts.get(5),
              counts.get(2),
              counts.get(0),
              counts.get(4),
              counts.get(3)));
    }
    return carried;
  }
}
