package minos.node.net;

import java.util.function.Consumer;
import minos.client.Response;
import minos.wire.Frame;

/** Where a server takes up what arrives over its connections. */
public interface Inbound {
  /** A server has connected; whether it belongs to the cluster is for the protocol to know. */
  void met(Frame.Caller peer);

  /** A message of a peer; lost when there is too much to do, as a message may be at any time. */
  void received(Frame.Caller peer, Frame.Peer message);

  /**
   * A client's question.
   *
   * @param answer takes exactly one response, unless the process ends first; must not wait
   */
  void asked(Frame.Ask question, Consumer<Response> answer);
}
