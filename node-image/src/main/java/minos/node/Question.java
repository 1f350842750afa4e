package minos.node;

import java.util.Optional;
import java.util.function.Consumer;
import minos.client.Request;
import minos.client.Response;
import minos.kv.Reply;
import minos.raft.NodeId;
import minos.raft.Rules;

/**
 * What a client has asked and waits to be told.
 *
 * @param foreseen what the answer would be if the rules let a server give it before its time
 */
record Question(Request request, Consumer<Response> answer, Optional<Reply> foreseen) {

  Response answered(Reply reply, Rules rules) {
    Reply given = rules.answersWhatWasExecuted() ? reply : foreseen.orElse(reply);
    return new Response.Answered(request.id(), given);
  }

  Response abandoned(Optional<NodeId> leader, Rules rules) {
    return foreseen
        .filter(reply -> rules.answersWhenDeposed())
        .<Response>map(reply -> new Response.Answered(request.id(), reply))
        .orElseGet(() -> new Response.Indeterminate(request.id(), leader));
  }
}
