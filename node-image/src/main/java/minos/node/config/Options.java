package minos.node.config;

import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import minos.node.disk.DurableLog;
import minos.node.net.HostPort;
import minos.raft.Member;
import minos.raft.Membership;
import minos.raft.NodeId;

/**
 * How a server was started.
 *
 * @param servers this server and others with the address at which each listens: every server of a
 *     fresh cluster; of another, those that are known
 * @param joins whether it waits to be added to a cluster that runs, rather than begin a fresh one
 * @param admin where the admin endpoint listens, if at all
 * @param flaws at most one: the id of the rule to break
 * @param leaseDrift by how much clocks may drift apart where leaders answer reads by lease; a share
 * @param losesUnsynced whether {@code kill -9} loses what was not forced, like a power failure
 */
public record Options(
    NodeId id,
    Map<NodeId, HostPort> servers,
    Path data,
    Optional<HostPort> admin,
    Duration electionTimeout,
    Duration heartbeat,
    List<String> flaws,
    boolean losesUnsynced,
    Optional<Long> seed,
    OptionalDouble leaseDrift,
    boolean joins) {

  /** Who belongs to the cluster before its log says anything. */
  public Membership initial() {
    SortedMap<NodeId, Member> members = new TreeMap<>();
    servers.forEach((id, address) -> members.put(id, Member.at(address.toString())));
    return joins ? Membership.NOBODY : Membership.of(members);
  }

  /** Where this server listens. */
  public HostPort address() {
    HostPort address = servers.get(id);
    if (address == null) {
      throw new IllegalArgumentException("--id " + id + ": not one of --peers " + servers.keySet());
    }
    return address;
  }

  /** What {@code --help} prints. */
  public static final String HELP =
      """
      One server of the replicated key-value store that Minos ships.

      java -jar minos-node.jar --id n1 --peers n1=HOST:PORT,n2=HOST:PORT,... --data DIR [OPTION]...

        --id NAME                  this server's name, one of those in --peers
        --peers NAME=HOST:PORT,... every server of the cluster, this one included; it listens at
                                   its own HOST:PORT, for servers and clients alike
        --cluster new|join         new: those in --peers are a fresh cluster; join: this server
                                   waits until it is added to one (default new)
        --data DIR                 what must survive is kept here; made when it is not there
        --admin HOST:PORT          serve GET /status at this address (default: not at all);
                                   :PORT alone means 127.0.0.1:PORT
        --election-timeout-ms N    campaign after N to 2N ms without a leader (default 300)
        --heartbeat-ms N           a leader speaks up every N ms (default 50)
        --seed N                   of the election timeouts (default: random)
        --lease-reads PERCENT      a leader answers reads without asking the others while its lease
                                   lasts; right only if no server's clock runs faster than
                                   another's by more than this, 1 for 1 % (default: it asks)
        --disk real|volatile       volatile: kill -9 loses all that was not forced (default real)
        --flaw ID                  break one rule of Raft on purpose
        --help                     this text

      Exit codes: 0 ended on request (143 by SIGTERM), 254 bad arguments, 255 could not go on.
      """;

  private static final Set<String> KNOWN =
      Set.of(
          "--id",
          "--peers",
          "--cluster",
          "--data",
          "--admin",
          "--election-timeout-ms",
          "--heartbeat-ms",
          "--seed",
          "--disk",
          "--lease-reads",
          "--flaw");

  /**
   * @throws IllegalArgumentException with one line for the user
   */
  public static Options parse(List<String> arguments) {
    Map<String, List<String>> given = collect(arguments);
    NodeId id = new NodeId(required(given, "--id"));
    Map<NodeId, HostPort> servers = servers(required(given, "--peers"));
    long timeout = positive(given, "--election-timeout-ms", 300);
    long heartbeat = positive(given, "--heartbeat-ms", 50);
    if (heartbeat >= timeout) {
      throw new IllegalArgumentException(
          "--heartbeat-ms " + heartbeat + ": must be less than --election-timeout-ms " + timeout);
    }
    Options options =
        new Options(
            id,
            servers,
            folder(required(given, "--data")),
            one(given, "--admin")
                .map(text -> address("--admin", text.startsWith(":") ? "127.0.0.1" + text : text)),
            Duration.ofMillis(timeout),
            Duration.ofMillis(heartbeat),
            one(given, "--flaw").stream().toList(),
            isVolatile(one(given, "--disk").orElse("real")),
            one(given, "--seed").map(text -> number("--seed", text)),
            drift(one(given, "--lease-reads")),
            joins(one(given, "--cluster").orElse("new")));
    HostPort ignored = options.address(); // throws where it is not there
    return options;
  }

  private static Map<String, List<String>> collect(List<String> arguments) {
    Map<String, List<String>> given = new HashMap<>();
    for (int i = 0; i < arguments.size(); i += 2) {
      String option = arguments.get(i);
      if (!KNOWN.contains(option)) {
        throw new IllegalArgumentException("unknown option '" + option + "'; see --help");
      }
      if (i + 1 == arguments.size()) {
        throw new IllegalArgumentException(option + ": needs a value; see --help");
      }
      given.computeIfAbsent(option, key -> new ArrayList<>()).add(arguments.get(i + 1));
    }
    return given;
  }

  private static Optional<String> one(Map<String, List<String>> given, String option) {
    List<String> values = given.getOrDefault(option, List.of());
    if (values.size() > 1) {
      throw new IllegalArgumentException(option + ": given " + values.size() + " times");
    }
    return values.stream().findFirst();
  }

  private static String required(Map<String, List<String>> given, String option) {
    return one(given, option)
        .filter(value -> !value.isBlank())
        .orElseThrow(() -> new IllegalArgumentException(option + ": is required; see --help"));
  }

  private static Map<NodeId, HostPort> servers(String text) {
    Map<NodeId, HostPort> servers = new LinkedHashMap<>();
    for (String part : text.split(",", -1)) {
      int equals = part.indexOf('=');
      if (equals < 1) {
        throw new IllegalArgumentException("--peers: '" + part + "' is not NAME=HOST:PORT");
      }
      NodeId name = new NodeId(part.substring(0, equals));
      if (name.name().getBytes(StandardCharsets.UTF_8).length > DurableLog.MAX_NAME_BYTES) {
        throw new IllegalArgumentException(
            "--peers: '" + name + "' is longer than " + DurableLog.MAX_NAME_BYTES + " bytes");
      }
      if (servers.put(name, address("--peers", part.substring(equals + 1))) != null) {
        throw new IllegalArgumentException("--peers: " + name + " is there twice");
      }
    }
    return servers;
  }

  private static HostPort address(String option, String text) {
    try {
      return HostPort.parse(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(option + ": " + e.getMessage(), e);
    }
  }

  private static Path folder(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("--data: " + e.getMessage(), e);
    }
  }

  private static long positive(Map<String, List<String>> given, String option, long otherwise) {
    long number = one(given, option).map(text -> number(option, text)).orElse(otherwise);
    if (number < 1 || number > 3_600_000) {
      throw new IllegalArgumentException(option + " " + number + ": must be 1 to 3600000");
    }
    return number;
  }

  private static long number(String option, String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(option + ": '" + text + "' is no whole number", e);
    }
  }

  private static boolean joins(String cluster) {
    return switch (cluster) {
      case "new" -> false;
      case "join" -> true;
      default ->
          throw new IllegalArgumentException("--cluster: '" + cluster + "' is not new or join");
    };
  }

  private static OptionalDouble drift(Optional<String> given) {
    if (given.isEmpty()) {
      return OptionalDouble.empty();
    }
    long percent = number("--lease-reads", given.get());
    if (percent < 0 || percent > 99) {
      throw new IllegalArgumentException("--lease-reads " + percent + ": must be 0 to 99");
    }
    return OptionalDouble.of(percent / 100.0);
  }

  private static boolean isVolatile(String disk) {
    return switch (disk) {
      case "real" -> false;
      case "volatile" -> true;
      default ->
          throw new IllegalArgumentException("--disk: '" + disk + "' is not real or volatile");
    };
  }
}
