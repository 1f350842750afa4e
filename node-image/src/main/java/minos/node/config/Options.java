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
 * @param listen where this server listens, if not at its own address, which others connect to
 * @param admin where the admin endpoint listens, if at all
 * @param flaws at most one: the id of the rule to break
 * @param leaseDrift by how much clocks may drift apart where leaders answer reads by lease; a share
 * @param operation event log, TLS and the like
 */
public record Options(
    NodeId id,
    Map<NodeId, HostPort> servers,
    Storage storage,
    Optional<HostPort> listen,
    Optional<HostPort> admin,
    Duration electionTimeout,
    Duration heartbeat,
    List<String> flaws,
    Optional<Long> seed,
    OptionalDouble leaseDrift,
    Operation operation,
    boolean joins) {

  /** Who belongs to the cluster before its log says anything. */
  public Membership initial() {
    SortedMap<NodeId, Member> members = new TreeMap<>();
    servers.forEach((id, address) -> members.put(id, Member.at(address.toString())));
    return joins ? Membership.NOBODY : Membership.of(members);
  }

  /** Where this server listens. */
  public HostPort listensAt() {
    return listen.orElseGet(this::address);
  }

  /** Where others find this server. */
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
      java -jar minos-node.jar [OPTION]... --cs3700 PORT ID OTHER-ID...

        --id NAME                  this server's name, one of those in --peers
        --peers NAME=HOST:PORT,... every server of a fresh cluster, this one included; of one that
                                   runs, those that are known. It listens at its own HOST:PORT,
                                   for servers and clients alike, or where --listen says. Who belongs to the cluster later
                                   on, and where, stands in the log, which counts more than this
        --cluster new|join         new: those in --peers begin a fresh cluster, once all of them
                                   run (later a majority is enough); join: this server, whose
                                   --data is empty, waits until a cluster adds it, and does not
                                   campaign before (default new)
        --data DIR                 what must survive is kept here; made when it is not there
        --listen HOST:PORT         listen here; the others find it at its address in --peers
        --admin HOST:PORT          serve HTTP GET at this address (default: not at all);
                                   :PORT alone means 127.0.0.1:PORT
        --election-timeout-ms N    campaign after N to 2N ms without a leader (default 300)
        --heartbeat-ms N           a leader speaks up every N ms (default 50)
        --seed N                   of the election timeouts (default: random)
        --lease-reads PERCENT      a leader answers reads without asking the others while its lease
                                   lasts; right only if no server's clock runs faster than
                                   another's by more than this, 1 for 1 % (default: it asks)
        --snapshot-after SIZE      take a snapshot, and forget the log before it, when it has grown
                                   by so much (default 64m), and by no less than the last snapshot
        --keep-log SIZE            and keep so much of it for servers that are slow (default 16m)
        --disk real|volatile|torn  volatile: kill -9 loses all that was not forced, as if the power
                                   failed; torn: but for any parts of it (default real)
        --segment SIZE             the log is made of files of this size (default 64m)
        --flaw ID                  break one rule of Raft on purpose
        --sabotage refused|obeyed  obeyed: whoever reaches --admin can make this server's disk slow,
                                   full or broken, or end it at a named point; for tests only
                                   (default refused)
        --config FILE              the same from a JSON file: one object, its keys are these flags
                                   without the dashes ("peers" may be an object of names); flags
                                   override it. Or the shape that students' clusters share, beside
                                   --id and --data: peersPid "1,2,3" (names), peersHandle (host),
                                   startAddress (port less the name), timeOutMin (election timeout
                                   in ms); selfHandle, startMsgId, bufSize and timeOutRand are
                                   accepted, and mean nothing here
        --events FILE              what happens, one JSON object a line, is added to this file
        --tls-cert FILE --tls-key FILE --tls-ca FILE
                                   PEM files: all connections are TLS 1.3 or 1.2, and both sides
                                   show a certificate that the authority (--tls-ca) signed. A
                                   server's names the server (CN or DNS name = its --id); a host
                                   name is not looked at. The key is PKCS#8 (BEGIN PRIVATE KEY)
        --client-token-file FILE   who connects must say the word in this file; a server that its
                                   certificate names need not. Without TLS anybody on the way can
                                   read the word
        --cs3700 PORT ID OTHER...  instead of all this: a replica of the course CS3700, in memory, over
                                   datagrams to 127.0.0.1:PORT; before it may only stand --flaw,
                                   --election-timeout-ms and --heartbeat-ms (default 100)
        --version                  the version
        --help                     this text

      SIGTERM ends it in good order: what was asked is answered, and a leader hands its office over.

      At the admin address: /status (JSON) and /metrics (Prometheus); POST /sabotage, if obeyed.

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
          "--snapshot-after",
          "--keep-log",
          "--listen",
          "--lease-reads",
          "--flaw",
          "--sabotage",
          "--segment",
          "--config",
          "--events",
          "--tls-cert",
          "--tls-key",
          "--tls-ca",
          "--client-token-file");

  /**
   * @throws IllegalArgumentException with one line for the user
   */
  public static Options parse(List<String> arguments) {
    Map<String, List<String>> given = collect(arguments);
    Optional<ConfigFile> file =
        one(given, "--config")
            .map(name -> ConfigFile.read(path("--config", name), KNOWN, one(given, "--id")));
    file.ifPresent(config -> config.addTo(given));
    try {
      return of(given, file.map(ConfigFile::notes).orElse(List.of()));
    } catch (IllegalArgumentException e) {
      throw file.map(config -> config.located(e)).orElse(e);
    }
  }

  private static Options of(Map<String, List<String>> given, List<String> notes) {
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
            Storage.of(path("--data", required(given, "--data")), option -> one(given, option)),
            one(given, "--listen").map(text -> address("--listen", text)),
            one(given, "--admin")
                .map(text -> address("--admin", text.startsWith(":") ? "127.0.0.1" + text : text)),
            Duration.ofMillis(timeout),
            Duration.ofMillis(heartbeat),
            one(given, "--flaw").stream().toList(),
            one(given, "--seed").map(text -> number("--seed", text)),
            drift(one(given, "--lease-reads")),
            operation(given, notes),
            joins(one(given, "--cluster").orElse("new")));
    HostPort ignored = options.address(); // throws where it is not there
    return options;
  }

  private static Operation operation(Map<String, List<String>> given, List<String> notes) {
    List<String> tls = List.of("--tls-cert", "--tls-key", "--tls-ca");
    List<Path> files =
        tls.stream().flatMap(o -> one(given, o).stream().map(name -> path(o, name))).toList();
    if (!files.isEmpty() && files.size() < tls.size()) {
      String missing = tls.stream().filter(o -> !given.containsKey(o)).findFirst().orElseThrow();
      throw new IllegalArgumentException(missing + ": is required, as all three --tls-... are");
    }
    return new Operation(
        one(given, "--events").map(name -> path("--events", name)),
        files.isEmpty()
            ? Optional.empty()
            : Optional.of(new Operation.TlsFiles(files.get(0), files.get(1), files.get(2))),
        one(given, "--client-token-file").map(name -> path("--client-token-file", name)),
        notes,
        obeysSabotage(given));
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

  private static Path path(String option, String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException(option + ": " + e.getMessage(), e);
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

  private static boolean obeysSabotage(Map<String, List<String>> given) {
    String word = one(given, "--sabotage").orElse("refused");
    boolean obeyed = word.equals("obeyed");
    if (!obeyed && !word.equals("refused")) {
      throw new IllegalArgumentException("--sabotage: '" + word + "' is not refused or obeyed");
    }
    if (obeyed && !given.containsKey("--admin")) {
      throw new IllegalArgumentException("--sabotage obeyed: orders come in at --admin HOST:PORT");
    }
    return obeyed;
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
}
