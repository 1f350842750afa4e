package minos.node;

import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import minos.client.AdminRequest;
import minos.client.AdminResponse;
import minos.client.Request;
import minos.client.Response;
import minos.node.admin.Meters;
import minos.node.net.Inbound;
import minos.node.net.Peers;
import minos.raft.Message;
import minos.wire.Frame;
import minos.wire.Weight;

/** What arrives at a server's port, on its way to the loop. */
final class Arrivals implements Inbound {
  private final Peers peers;
  private final NodeLoop loop;
  private final Administration administration;
  private final Meters meters;
  private final BooleanSupplier retiring;

  /**
   * @param retiring whether no question is taken up any more
   */
  Arrivals(
      Peers peers,
      NodeLoop loop,
      Administration administration,
      Meters meters,
      BooleanSupplier retiring) {
    this.peers = peers;
    this.loop = loop;
    this.administration = administration;
    this.meters = meters;
    this.retiring = retiring;
  }

  @Override
  public void met(Frame.Caller peer) {
    peers.met(peer);
  }

  @Override
  public void received(Frame.Caller peer, Frame.Peer frame) {
    Message message = frame.message();
    // Refused means overload: a message may be lost at any time.
    boolean ignored =
        loop.post(
            Weight.of(frame), replica -> replica.received(peer.id(), peer.incarnation(), message));
  }

  @Override
  public void asked(Frame.Ask question, Consumer<Response> answer) {
    Request request = question.request();
    long start = System.nanoTime();
    Consumer<Response> counted =
        response -> {
          meters.answered(request, response, System.nanoTime() - start);
          answer.accept(response);
        };
    Optional<String> objection = Peers.objectionTo(request);
    if (objection.isPresent()) {
      counted.accept(new Response.Declined(request.id(), objection.get()));
    } else if (retiring.getAsBoolean()
        || !loop.post(Weight.of(question), replica -> replica.asked(request, counted))) {
      counted.accept(new Response.Rejected(request.id(), Optional.empty()));
    }
  }

  @Override
  public void asked(AdminRequest request, Consumer<AdminResponse> answer) {
    administration.asked(request, answer);
  }

  @Override
  public boolean awaitNews(long from, Consumer<News> news) {
    return loop.offer(replica -> replica.watchers().add(from, news));
  }

  @Override
  public void forget(Consumer<News> news) {
    // Refused means overload: the next committed entry goes to nobody, and it is forgotten then.
    boolean ignored = loop.offer(replica -> replica.watchers().forget(news));
  }
}
