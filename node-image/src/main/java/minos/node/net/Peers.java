package minos.node.net;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;
import minos.client.ClusterRequest;
import minos.client.Request;
import minos.raft.Member;
import minos.raft.Membership;
import minos.raft.Message;
import minos.raft.NodeId;
import minos.secure.Credentials;
import minos.wire.Frame;
import minos.wire.Traffic;
import org.jspecify.annotations.Nullable;

/**
 * The ways to the other servers: a link to each member, and one to whoever else must be answered,
 * for as long as the membership stays. Where a server listens is looked up at each connect: first
 * in this server's own configuration, since operators change that when an address moves; then in
 * the membership, whose entries carry addresses; then in what the server itself said when it called
 * here.
 *
 * <p>One thread at a time calls {@link #send} and {@link #reconfigured}; the rest is for any
 * thread.
 */
public final class Peers {
  private final Frame.Caller self;
  private final Map<NodeId, HostPort> configured;
  private final Firewall firewall;
  private final Credentials credentials;
  private final Traffic traffic;
  private final Reactor reactor;
  private final Departures departures;
  private final Consumer<String> log;
  private final Map<NodeId, HostPort> members = new ConcurrentHashMap<>();
  private final Map<NodeId, HostPort> callers = new ConcurrentHashMap<>();
  private final Map<NodeId, PeerLink> links = new ConcurrentSkipListMap<>();
  private boolean closed;

  /**
   * @param configured where servers listen, by this server's own configuration
   */
  public Peers(
      Frame.Caller self,
      Map<NodeId, HostPort> configured,
      Firewall firewall,
      Credentials credentials,
      Traffic traffic,
      Reactor reactor,
      Departures departures,
      Consumer<String> log) {
    this.self = self;
    this.configured = Map.copyOf(configured);
    this.firewall = firewall;
    this.credentials = credentials;
    this.traffic = traffic;
    this.reactor = reactor;
    this.departures = departures;
    this.log = log;
  }

  /** Why a change of the members cannot even be tried: nobody could connect to such an address. */
  public static Optional<String> objectionTo(Request request) {
    if (request instanceof Request.Administer(long id, ClusterRequest.Change(var change))) {
      for (Map<NodeId, String> joining : List.of(change.voters(), change.learners())) {
        for (Map.Entry<NodeId, String> server : joining.entrySet()) {
          try {
            HostPort ignored = HostPort.parse(server.getValue());
          } catch (IllegalArgumentException e) {
            return Optional.of("the address of " + server.getKey() + ": " + e.getMessage());
          }
        }
      }
    }
    return Optional.empty();
  }

  /** Never waits; best effort. */
  public void send(NodeId to, Message message) {
    PeerLink link = links.get(to);
    if (link == null) {
      link = open(to);
    }
    if (link != null) {
      link.send(message);
    }
  }

  /** A server has called, and said where it listens. */
  public void met(Frame.Caller caller) {
    address(caller.id(), caller.address()).ifPresent(it -> callers.put(caller.id(), it));
  }

  /** Opens links to those who belong to the cluster now, and closes those to all others. */
  public void reconfigured(Membership membership) {
    membership
        .members()
        .forEach((id, member) -> {
          learn(id, member);
          if (!id.equals(self.id()) && !links.containsKey(id)) {
            PeerLink opened = open(id);
            if (opened == null) {
              log.accept("no address of " + id + " is known: name it in --peers");
            }
          }
        });
    for (NodeId linked : List.copyOf(links.keySet())) {
      if (!membership.members().containsKey(linked)) {
        PeerLink gone = links.remove(linked);
        if (gone != null) {
          gone.end();
        }
      }
    }
  }

  private void learn(NodeId id, Member member) {
    if (!member.address().isEmpty()) {
      address(id, member.address()).ifPresent(it -> members.put(id, it));
    }
  }

  private Optional<HostPort> address(NodeId id, String text) {
    try {
      return Optional.of(HostPort.parse(text));
    } catch (IllegalArgumentException e) {
      log.accept("the address of " + id + ": " + e.getMessage());
      return Optional.empty();
    }
  }

  private synchronized @Nullable PeerLink open(NodeId peer) {
    if (closed || addressOf(peer).isEmpty()) {
      return null;
    }
    PeerLink link =
        new PeerLink(
            self,
            peer,
            () -> addressOf(peer).orElseThrow(),
            firewall,
            credentials,
            traffic,
            reactor,
            departures,
            log);
    links.put(peer, link);
    link.start();
    return link;
  }

  /** Where a server listens, as far as is known. */
  public Optional<HostPort> addressOf(NodeId peer) {
    return Optional.ofNullable(configured.get(peer))
        .or(() -> Optional.ofNullable(members.get(peer)))
        .or(() -> Optional.ofNullable(callers.get(peer)));
  }

  /** The links that are open. */
  public Map<NodeId, PeerLink> links() {
    return Collections.unmodifiableMap(links);
  }

  /** Ends all links; none is opened any more. */
  public void close() throws InterruptedException {
    synchronized (this) {
      closed = true;
    }
    for (PeerLink link : links.values()) {
      link.close();
    }
  }
}
