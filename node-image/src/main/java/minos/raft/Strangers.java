package minos.raft;

import java.util.Optional;

/**
 * What servers are not heard that are no members. Some must be: the log of this server may lack the
 * entry by which the asking one has joined (dissertation §4.2.2), and who leads a newer term was
 * elected in it. But one that has left, or never was here, deposes nobody: candidates are met by
 * loyalty (§4.2.3), answers count only from members, and of the rest only a leader's requests tell
 * of a newer term.
 */
final class Strangers {
  private final Server server;

  Strangers(Server server) {
    this.server = server;
  }

  /** Whether an answer counts: from a member or follower, and from no other of the same name. */
  boolean isHeard(NodeId from, long incarnation) {
    Optional<Progress> follower = server.tenure().flatMap(office -> office.progressOf(from));
    return (follower.isPresent() || isMember(from))
        && server.isNamed(from, incarnation)
        && follower
            .map(known -> server.rules().isSameServer(known.incarnation(), incarnation))
            .orElse(true);
  }

  private boolean isMember(NodeId id) {
    return server.membership().members().containsKey(id);
  }

  /** Whether a request is to be dropped, as if it was lost. */
  boolean isNoise(NodeId from, Message message) {
    return !isMember(from)
        && switch (message) {
          case Message.AppendRequest request -> isRival(from, request);
          case Message.InstallRequest request -> isRival(from, request);
          case Message.ReadIndexRequest request -> request.term() > server.term();
          case Message.TimeoutNow request -> request.term() > server.term();
          case Message.PreVoteRequest request -> false;
          case Message.VoteRequest request -> false;
          case Message.PreVoteReply reply -> false;
          case Message.VoteReply reply -> false;
          case Message.AppendReply reply -> false;
          case Message.InstallReply reply -> false;
          case Message.ReadIndexReply reply -> false;
        };
  }

  /** Of a member, to claim another leader's term would be a breach of the protocol (§5.2). */
  private boolean isRival(NodeId from, Message message) {
    Optional<NodeId> leader = server.leader();
    return message.term() == server.term() && leader.isPresent() && !leader.get().equals(from);
  }
}
