package minos.target;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import minos.client.ClientCore;
import minos.client.Response;
import minos.history.Op;
import minos.raft.NodeId;
import minos.raft.Rules;
import minos.sim.SimClient;
import minos.sim.SimHost;
import minos.time.Time;
import org.jspecify.annotations.Nullable;

/** The store's own client over the simulated network. */
final class SimulatedClient implements SimClient {
  private final SimHost host;
  private final ClientCore core;
  private Time.@Nullable Timer wake;
  private long wakeAt;
  private @Nullable Open open;
  private Optional<String> answeredBy = Optional.empty();

  /**
   * @param limit how long one call may take
   */
  SimulatedClient(SimHost host, List<NodeId> servers, Duration limit, Rules rules) {
    this.host = host;
    List<NodeId> shuffled = new ArrayList<>(servers);
    Collections.shuffle(shuffled, new Random(host.random().nextLong()));
    this.core = new ClientCore(shuffled, limit, rules, host.random().nextLong(), host.nanos());
  }

  @Override
  public void invoke(Op invocation, Consumer<Completion> done) {
    if (open != null) {
      throw new IllegalStateException(host.name() + " has an operation open");
    }
    begin(KvCall.of(invocation), done);
  }

  private void begin(KvCall call, Consumer<Completion> done) {
    answeredBy = Optional.empty();
    open = new Open(call, done);
    step(call.event());
  }

  @Override
  public void receive(String from, Object message) {
    if (!(message instanceof Response response)) {
      throw new IllegalArgumentException(from + " sent " + message);
    }
    answeredBy = Optional.of(from);
    step(new ClientCore.Event.Received(new NodeId(from), response));
  }

  @Override
  public void disconnected(String node) {
    step(new ClientCore.Event.Disconnected(new NodeId(node), "connection lost"));
  }

  @Override
  public void unreachable(String node) {
    step(new ClientCore.Event.Unreachable(new NodeId(node), "connection refused"));
  }

  /** The core's clock is its last tick. */
  private void step(ClientCore.Event event) {
    List<ClientCore.Effect> effects = new ArrayList<>();
    core.step(new ClientCore.Event.Tick(host.nanos()), effects::add);
    core.step(event, effects::add);
    settle(effects);
  }

  private void onWake() {
    wake = null;
    List<ClientCore.Effect> effects = new ArrayList<>();
    core.step(new ClientCore.Event.Tick(host.nanos()), effects::add);
    settle(effects);
  }

  /** Effects come after the step, since whoever learns of an end may begin the next operation. */
  private void settle(List<ClientCore.Effect> effects) {
    effects.forEach(this::perform);
    long deadline = core.nextDeadlineNanos();
    if (deadline != Long.MAX_VALUE && (wake == null || deadline < wakeAt)) {
      if (wake != null) {
        wake.cancel();
      }
      wakeAt = deadline;
      wake = host.after(deadline - host.nanos(), this::onWake);
    }
  }

  private void perform(ClientCore.Effect effect) {
    switch (effect) {
      case ClientCore.Effect.Send send -> host.send(send.to().name(), send.request());
      case ClientCore.Effect.Finish finish -> {
        Open ended = open;
        if (ended == null) {
          throw new IllegalStateException(host.name() + " ended twice: " + finish);
        }
        open = null;
        switch (ended.call.after(finish.outcome(), answeredBy)) {
          case KvCall.Step.More(KvCall next) -> begin(next, ended.done);
          case KvCall.Step.End(Completion completion) -> ended.done.accept(completion);
        }
      }
    }
  }

  /** An open operation ends with its process: nobody is left to be told. */
  @Override
  public void close() {}

  /** The operation under way. */
  private record Open(KvCall call, Consumer<Completion> done) {}
}
