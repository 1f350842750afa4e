package minos.node;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import minos.client.ClusterRequest;
import minos.client.ClusterView;
import minos.client.Request;
import minos.client.Response;
import minos.node.net.Listener;
import minos.raft.NodeId;
import minos.raft.Role;

/**
 * How a server leaves: who was asked already is answered; a leader hands its office over
 * (dissertation §3.10), so that nobody has to wait for an election timeout; and the answers are on
 * their way before anything is closed. Each within a bound.
 *
 * @param log hears what became of the office
 */
record Retirement(NodeLoop loop, Listener listener, Consumer<String> log) {
  private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long LOOK_MILLIS = 5;

  /** Waits until there is nothing left to do, but not for long. New questions must be refused. */
  void await() throws InterruptedException {
    awaitAnswers();
    ask(Retirement::transfer).flatMap(Retirement::outcome).ifPresent(log);
    awaitAnswers();
  }

  private void awaitAnswers() throws InterruptedException {
    long deadline = System.nanoTime() + LIMIT_NANOS;
    while (System.nanoTime() < deadline && !isOver()) {
      Thread.sleep(LOOK_MILLIS);
    }
  }

  /** Whether nobody waits; also where the loop does not answer, since then nobody will be. */
  private boolean isOver() throws InterruptedException {
    Optional<Integer> inHand = ask((replica, answer) -> answer.accept(replica.questions()));
    return inHand.isEmpty() || (inHand.get() == 0 && listener.isDrained());
  }

  private static void transfer(Replica replica, Consumer<Optional<Response>> answer) {
    if (replica.status().role() == Role.LEADER) {
      ClusterRequest toTheMostUpToDate = new ClusterRequest.Transfer(Optional.empty());
      replica.asked(
          new Request.Administer(0, toTheMostUpToDate),
          response -> answer.accept(Optional.of(response)));
    } else {
      answer.accept(Optional.empty());
    }
  }

  private static Optional<String> outcome(Optional<Response> answer) {
    return answer.map(response ->
        switch (response) {
          case Response.Administered(long id, ClusterView now) ->
              now.leader().map(NodeId::name).orElse("somebody") + " takes the leadership over";
          case Response.Declined(long id, String why) -> "leads to its end: " + why;
          case Response.Answered other -> other.toString();
          case Response.Rejected other -> "cannot hand the leadership over: refused";
          case Response.NoSpace other -> other.toString();
          case Response.Indeterminate other -> "gave the leadership up; who leads is not known yet";
        });
  }

  /** Empty where the loop does not answer in time. */
  private <T> Optional<T> ask(BiConsumer<Replica, Consumer<T>> question)
      throws InterruptedException {
    CompletableFuture<T> answer = new CompletableFuture<>();
    if (!loop.offer(replica -> question.accept(replica, answer::complete))) {
      return Optional.empty();
    }
    try {
      return Optional.of(answer.get(LIMIT_NANOS, TimeUnit.NANOSECONDS));
    } catch (TimeoutException | ExecutionException e) {
      return Optional.empty();
    }
  }
}
