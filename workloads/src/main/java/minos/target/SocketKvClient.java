package minos.target;

import java.util.Optional;
import java.util.function.Consumer;
import minos.client.ClientCore;
import minos.client.ClusterRequest;
import minos.client.Outcome;
import minos.client.socket.SocketClient;
import minos.cluster.Client;
import minos.history.Op;
import minos.raft.MembershipChange;
import minos.raft.NodeId;
import minos.time.Time;

/** The store's own client over sockets; its answers come back to the run's loop. */
final class SocketKvClient implements Client {
  private final SocketClient client;
  private final Time time;

  SocketKvClient(SocketClient client, Time time) {
    this.client = client;
    this.time = time;
  }

  @Override
  public void invoke(Op invocation, Consumer<Completion> done) {
    ask(KvCall.of(invocation), done);
  }

  private void ask(KvCall call, Consumer<Completion> done) {
    Consumer<Outcome> onLoop = outcome -> time.after(0, () -> goOn(call, outcome, done));
    switch (call.event()) {
      case ClientCore.Event.Change(long ignored, var change) -> client.change(change, onLoop);
      case ClientCore.Event.Ask(long ignored, var query, boolean anywhere) ->
          client.ask(query, onLoop);
      case ClientCore.Event.Administer(long ignored, var wish) -> administer(wish, onLoop);
      case ClientCore.Event other -> throw new IllegalStateException("no call: " + other);
    }
  }

  private void administer(ClusterRequest wish, Consumer<Outcome> outcome) {
    switch (wish) {
      case ClusterRequest.Members() -> client.members(outcome);
      case ClusterRequest.Change(MembershipChange change) -> client.change(change, outcome);
      case ClusterRequest.Transfer(Optional<NodeId> target) -> client.transfer(target, outcome);
    }
  }

  private void goOn(KvCall call, Outcome outcome, Consumer<Completion> done) {
    switch (call.after(outcome, Optional.empty())) {
      case KvCall.Step.More(KvCall next) -> ask(next, done);
      case KvCall.Step.End(Completion completion) -> done.accept(completion);
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
