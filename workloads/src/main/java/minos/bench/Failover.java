package minos.bench;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import minos.client.Outcome;
import minos.client.socket.SocketClient;
import minos.kv.Command.Change;
import minos.raft.NodeId;

/**
 * How long nobody can write after the leader's process was killed: from {@code kill -9} to the
 * first write that was begun after it and acknowledged. The dead server is then started again, and
 * the next kill waits until it leads or follows as before.
 */
final class Failover {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final RaftServers servers;
  private final LongSupplier clock;
  private final Pause pause;

  Failover(RaftServers servers, LongSupplier clock) {
    this.servers = servers;
    this.clock = clock;
    this.pause = new Pause(clock);
  }

  /** Nanoseconds without a leader, once for each kill. */
  Samples run(int kills) throws IOException {
    Samples samples = new Samples();
    try (SocketClient client = new SocketClient(servers.directory(), LIMIT, 1, clock)) {
      for (int i = 0; i < kills; i++) {
        write(client, i);
        samples.add(killLeader(client, i));
      }
    }
    return samples;
  }

  private long killLeader(SocketClient client, int number) throws IOException {
    NodeId leader = pause.until("a leader", LIMIT, servers::leader);
    long begun = clock.getAsLong();
    try {
      servers.kill(leader);
    } catch (InterruptedException e) {
      throw interrupted();
    }
    write(client, number);
    long nanos = clock.getAsLong() - begun;
    servers.start(leader);
    long ignored =
        pause.until(leader + " level with the others", LIMIT, () -> servers.levelled(leader));
    return nanos;
  }

  private static void write(SocketClient client, int number) throws IOException {
    CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    client.change(new Change.Put(Load.KEY, Integer.toString(number)), outcome::complete);
    try {
      Outcome known = outcome.get(2 * LIMIT.toSeconds(), TimeUnit.SECONDS);
      if (!(known instanceof Outcome.Ok)) {
        throw new IOException("a write after a kill was not acknowledged: " + known);
      }
    } catch (InterruptedException e) {
      throw interrupted();
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("a write after a kill was not answered", e);
    }
  }

  private static InterruptedIOException interrupted() {
    Thread.currentThread().interrupt();
    return new InterruptedIOException("interrupted");
  }
}
