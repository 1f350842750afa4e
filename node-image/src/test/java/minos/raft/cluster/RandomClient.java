package minos.raft.cluster;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import minos.client.ClientCore;
import minos.client.Outcome;
import minos.client.Request;
import minos.client.Response;
import minos.kv.Command.Change;
import minos.kv.Query;
import minos.raft.NodeId;

/**
 * A client that always wants something: the real client, with random wishes, some with several at a
 * time. Some only read: they stay with a deposed leader for as long as it answers.
 */
final class RandomClient {
  private static final Duration LIMIT = Duration.ofSeconds(2);
  private static final int KEYS = 3;
  private static final int VALUES = 4;

  private final int number;
  private final List<NodeId> servers;
  private final SplittableRandom random;
  private final RandomCluster cluster;
  private final boolean onlyReads;
  private final int callsAtATime;
  private ClientCore core;
  private long answered;
  private long lastCall;
  private int life;

  RandomClient(int number, List<NodeId> servers, SplittableRandom random, RandomCluster cluster) {
    this.number = number;
    this.servers = servers;
    this.random = random;
    this.cluster = cluster;
    this.onlyReads = random.nextInt(3) == 0;
    this.callsAtATime = 1 + number % 3;
    this.core = fresh();
  }

  private ClientCore fresh() {
    life++;
    for (int i = 0; i < callsAtATime; i++) {
      beginSoon();
    }
    return new ClientCore(servers, LIMIT, random.nextLong(), cluster.now());
  }

  long answered() {
    return answered;
  }

  long deadline() {
    return core.nextDeadlineNanos();
  }

  void tick(long now) {
    step(new ClientCore.Event.Tick(now));
  }

  /** Answers to a process that has been replaced find nobody. */
  void receive(long now, int process, NodeId from, Response response) {
    if (process == life) {
      tick(now);
      step(new ClientCore.Event.Received(from, response));
    }
  }

  private void begin() {
    tick(cluster.now());
    String key = "k" + random.nextInt(KEYS);
    long call = ++lastCall;
    step(
        switch (random.nextInt(onlyReads ? 2 : 6)) {
          case 0, 1 -> new ClientCore.Event.Ask(call, new Query.Get(key), number % 2 == 1);
          case 2, 3 -> new ClientCore.Event.Change(call, new Change.Put(key, value()));
          case 4 ->
              new ClientCore.Event.Change(call, new Change.CompareAndSet(key, value(), value()));
          default -> new ClientCore.Event.Change(call, new Change.Delete(key));
        });
  }

  private String value() {
    return "v" + random.nextInt(VALUES);
  }

  private void step(ClientCore.Event event) {
    core.step(
        event,
        effect -> {
          switch (effect) {
            case ClientCore.Effect.Send(NodeId to, Request request) ->
                cluster.request(number, life, to, request);
            case ClientCore.Effect.Finish(long call, Outcome outcome) -> finish(outcome);
          }
        });
  }

  /** After an unknown outcome, sometimes a new process takes over. */
  private void finish(Outcome outcome) {
    switch (outcome) {
      case Outcome.Ok ok -> answered++;
      case Outcome.Administered administered -> {}
      case Outcome.Rejected rejected -> {}
      case Outcome.Indeterminate indeterminate -> {
        if (random.nextBoolean()) {
          core = fresh();
          return;
        }
      }
    }
    beginSoon();
  }

  private void beginSoon() {
    int thisLife = life;
    cluster.schedule(
        1 + random.nextLong(5_000_000),
        () -> {
          if (life == thisLife) {
            begin();
          }
        });
  }
}
