package minos.raft.cluster;

import java.time.Duration;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import minos.client.ClientCore;
import minos.client.Outcome;
import minos.client.Request;
import minos.client.Response;
import minos.kv.Command;
import minos.kv.Command.Change;
import minos.kv.Query;
import minos.kv.Queue;
import minos.raft.NodeId;
import minos.raft.Rules;

/**
 * A client that always wants something: the real client, with random wishes, some with several at a
 * time. Some only read: they stay with a deposed leader for as long as it answers.
 */
final class RandomClient implements Caller {
  private static final Duration LIMIT = Duration.ofSeconds(2);
  private static final int KEYS = 3;
  private static final int VALUES = 4;

  private final int number;
  private final List<NodeId> servers;
  private final Rules rules;
  private final SplittableRandom random;
  private final RandomCluster cluster;
  private final boolean onlyReads;
  private final int callsAtATime;
  private ClientCore core;

  /** Which call wants this very change; by identity, as equal ones may be wanted more than once. */
  private final IdentityHashMap<Change, Long> wanted = new IdentityHashMap<>();

  private final Map<Long, Command.InSession> sent = new HashMap<>();
  private boolean silent;
  private long answered;
  private long lastCall;
  private int life;

  RandomClient(
      int number,
      List<NodeId> servers,
      Rules rules,
      SplittableRandom random,
      RandomCluster cluster) {
    this.number = number;
    this.servers = servers;
    this.rules = rules;
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
    return new ClientCore(servers, LIMIT, rules, random.nextLong(), cluster.now());
  }

  /** It wants nothing more. */
  void silence() {
    silent = true;
  }

  long answered() {
    return answered;
  }

  @Override
  public long deadline() {
    return core.nextDeadlineNanos();
  }

  @Override
  public void tick(long now) {
    step(new ClientCore.Event.Tick(now));
  }

  /** Answers to a process that has been replaced find nobody. */
  @Override
  public void receive(long now, int process, NodeId from, Response response) {
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
        switch (random.nextInt(onlyReads ? 2 : 9)) {
          case 0, 1 -> new ClientCore.Event.Ask(call, new Query.Get(key), number % 2 == 1);
          case 2, 3 -> change(call, new Change.Put(key, value()));
          case 4 -> change(call, new Change.CompareAndSet(key, value(), value()));
          case 5 -> change(call, new Queue.Create("q"));
          case 6 -> change(call, new Queue.Push(OnceModel.QUEUE, value()));
          case 7 -> change(call, new Queue.Pop(OnceModel.QUEUE));
          default -> change(call, new Change.Delete(key));
        });
  }

  private ClientCore.Event change(long call, Change change) {
    wanted.put(change, call);
    return new ClientCore.Event.Change(call, change);
  }

  private String value() {
    return "v" + random.nextInt(VALUES);
  }

  private void step(ClientCore.Event event) {
    core.step(
        event,
        effect -> {
          switch (effect) {
            case ClientCore.Effect.Send(NodeId to, Request request) -> {
              note(request);
              cluster.request(number, life, to, request);
            }
            case ClientCore.Effect.Finish(long call, Outcome outcome) -> finish(call, outcome);
          }
        });
  }

  /** Under which session and number a call is sent. */
  private void note(Request request) {
    if (request instanceof Request.Propose(long ignored, Command command)
        && command instanceof Command.InSession in) {
      Long call = wanted.get(in.change());
      if (call != null) {
        sent.put(call, in);
      }
    }
  }

  /** After an unknown outcome, sometimes a new process takes over. */
  private void finish(long call, Outcome outcome) {
    Command.InSession last = sent.remove(call);
    switch (outcome) {
      case Outcome.Ok ok -> answered++;
      case Outcome.Administered administered -> {}
      case Outcome.Rejected rejected -> {
        if (last != null) {
          cluster.model().onRejected(last.session(), last.sequence());
        }
      }
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
          if (life == thisLife && !silent) {
            begin();
          }
        });
  }
}
