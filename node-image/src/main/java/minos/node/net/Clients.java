package minos.node.net;

import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToLongFunction;

/**
 * The clients that are connected. They share a number of places and an amount of memory; where
 * either is used up, the client goes that has asked nothing for longest, or that holds most. So
 * those who work are served, whatever the others do.
 */
final class Clients {
  /** Of long frames on their way in, and of answers on their way out. */
  static final long MAX_BYTES = 64L << 20;

  private final int places;
  private final long maxBytes;
  private final Set<ClientConnection> connected = ConcurrentHashMap.newKeySet();
  private final AtomicLong held = new AtomicLong();

  Clients(int places, long maxBytes) {
    this.places = places;
    this.maxBytes = maxBytes;
  }

  void enter(ClientConnection client) {
    connected.add(client);
    if (connected.size() > places) {
      lowest(ClientConnection::lastAsked).ifPresent(this::expel);
    }
  }

  void leave(ClientConnection client) {
    connected.remove(client);
    held.addAndGet(-client.forgetHeld());
  }

  /**
   * @return false when the client had to go
   */
  boolean take(ClientConnection client, long bytes) {
    if (!client.hold(bytes)) {
      return false;
    }
    boolean stays = true;
    long now = held.addAndGet(bytes);
    while (now > maxBytes) {
      Optional<ClientConnection> greediest = lowest(one -> -one.held());
      if (greediest.isEmpty()) {
        return stays;
      }
      stays = stays && greediest.get() != client;
      expel(greediest.get());
      now = held.get();
    }
    return stays;
  }

  void giveBack(ClientConnection client, long bytes) {
    if (client.hold(-bytes)) {
      held.addAndGet(-bytes);
    }
  }

  int count() {
    return connected.size();
  }

  long heldBytes() {
    return held.get();
  }

  /** Whether every answer given so far is on its way. */
  boolean haveTheirAnswers() {
    return connected.stream().allMatch(client -> client.held() == 0);
  }

  void closeAll() {
    connected.forEach(ClientConnection::close);
  }

  private void expel(ClientConnection client) {
    leave(client);
    client.close();
  }

  private Optional<ClientConnection> lowest(ToLongFunction<ClientConnection> key) {
    return connected.stream().min(Comparator.comparingLong(key));
  }
}
