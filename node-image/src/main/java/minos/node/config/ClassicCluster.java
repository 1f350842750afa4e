package minos.node.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import minos.node.json.JsonReader.Located;

/**
 * The configuration file that students' clusters share: servers are numbers, and number N listens
 * at port {@code startAddress} + N.
 *
 * <pre>
 * selfHandle    where a server binds: no meaning here, it listens at its peers' address for it
 * peersPid      "1,2,3": the names of all servers; --id says which of them this one is
 * peersHandle   the host of all servers; "tcp://" before it and ":" behind it are dropped
 * startAddress  a server's port less its number
 * timeOutMin    --election-timeout-ms
 * timeOutRand   no meaning here: a timeout is always timeOutMin to 2 x timeOutMin
 * startMsgId, bufSize   no meaning here
 * </pre>
 */
final class ClassicCluster {
  private static final List<String> NEEDED = List.of("peersPid", "peersHandle", "startAddress");
  private static final List<String> WITHOUT_MEANING =
      List.of("selfHandle", "startMsgId", "bufSize", "timeOutRand");
  private static final String TIMEOUT = "timeOutMin";

  private final Path file;
  private final Map<?, ?> members;
  private final Optional<String> id;

  /**
   * @param members of the file's object, each a {@link Located}
   */
  ClassicCluster(Path file, Map<?, ?> members, Optional<String> id) {
    this.file = file;
    this.members = members;
    this.id = id;
  }

  static boolean isOne(Collection<?> keys) {
    return keys.contains("peersPid") || keys.contains("startAddress");
  }

  void addTo(ConfigFile config) {
    requireKnownKeys();
    Set<String> pids = pids();
    if (id.isEmpty()) {
      throw new IllegalArgumentException(
          "--id: is required beside a file with peersPid: which of " + pids + " is this server?");
    }
    if (!pids.contains(id.get())) {
      throw wrong("peersPid", "must contain this server, --id " + id.get());
    }
    String host = host();
    long start = number("startAddress");
    List<String> peers = new ArrayList<>();
    for (String pid : pids) {
      peers.add(pid + "=" + host + ":" + (start + Long.parseLong(pid)));
    }
    config.set("--peers", String.join(",", peers), at("startAddress"));
    if (members.containsKey(TIMEOUT)) {
      long timeout = number(TIMEOUT);
      config.set("--election-timeout-ms", "" + timeout, at(TIMEOUT));
      config.set("--heartbeat-ms", "" + Math.clamp(timeout / 4, 1, 50), at(TIMEOUT));
    }
    List<String> idle = WITHOUT_MEANING.stream().filter(members::containsKey).toList();
    if (!idle.isEmpty()) {
      config.note(file + ": " + String.join(", ", idle) + " have no meaning here (see --help)");
    }
  }

  private void requireKnownKeys() {
    for (Object key : members.keySet()) {
      if (!NEEDED.contains(key) && !WITHOUT_MEANING.contains(key) && !key.equals(TIMEOUT)) {
        throw wrong((String) key, "is no key of this shape of file; take it out");
      }
    }
    for (String key : NEEDED) {
      if (!members.containsKey(key)) {
        throw new IllegalArgumentException(file + ": \"" + key + "\" is missing");
      }
    }
  }

  private Set<String> pids() {
    Set<String> pids = new LinkedHashSet<>();
    for (String pid : text("peersPid").split(",", -1)) {
      if (!pid.strip().matches("[0-9]{1,5}") || !pids.add(pid.strip())) {
        throw wrong("peersPid", "expected different numbers, as in \"1,2,3\"");
      }
    }
    return pids;
  }

  private String host() {
    String host = text("peersHandle").replaceFirst("^[a-z]+://", "").replaceFirst(":$", "");
    if (!host.matches("[A-Za-z0-9.-]+")) {
      throw wrong("peersHandle", "expected one host for all servers, as in \"tcp://127.0.0.1:\"");
    }
    return host;
  }

  private long number(String key) {
    String text = text(key);
    if (!text.matches("[0-9]{1,9}")) {
      throw wrong(key, "'" + text + "' is no whole number");
    }
    return Long.parseLong(text);
  }

  private String text(String key) {
    return located(key).value().toString();
  }

  private Located located(String key) {
    return (Located) Objects.requireNonNull(members.get(key));
  }

  private IllegalArgumentException wrong(String key, String why) {
    return new IllegalArgumentException(at(key) + ": " + why);
  }

  private String at(String key) {
    return file + ":" + located(key).line() + ": \"" + key + "\"";
  }
}
