package minos.raft;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One server of a Raft cluster, as a pure state machine: events in, effects out. This class only
 * hands each event to the family of rules that it concerns: {@link Voting}, {@link Replication},
 * {@link Commitment}, {@link Reading}, {@link Compacting}, {@link Snapshotting}, {@link
 * Reconfiguration}, {@link Transfers}.
 *
 * <p>Time is what the last {@link Event.Tick} said; where it has passed, tick before other events.
 */
public final class RaftCore {
  private final Server server;
  private final Voting voting;
  private final Replication replication;
  private final Commitment commitment;
  private final Reading reading;
  private final Compacting compacting;
  private final Snapshotting snapshotting;
  private final Waiting waiting;
  private final Reconfiguration reconfiguration;
  private final Transfers transfers;
  private final Room room;
  private final Strangers strangers;

  /**
   * @param durable what the disk holds; effects of an earlier life that were not durable are gone
   * @param nowNanos the monotonic clock now; the first election timeout counts from here
   */
  public RaftCore(RaftConfig config, Durable durable, Rules rules, long nowNanos) {
    server = new Server(config, durable, rules, nowNanos);
    voting = new Voting(server);
    replication = new Replication(server);
    commitment = new Commitment(server);
    reading = new Reading(server, replication);
    compacting = new Compacting(server);
    snapshotting = new Snapshotting(server, compacting);
    waiting = new Waiting(server);
    transfers = new Transfers(server);
    room = new Room(server, transfers);
    strangers = new Strangers(server);
    reconfiguration = new Reconfiguration(server, replication, transfers);
  }

  /**
   * The only way in. Emits effects in the order in which they must happen.
   *
   * @param effects must not step this server
   * @throws InvariantViolated if this server or another has broken the protocol; its memory can no
   *     longer be trusted, so stop it and start again from the disk
   */
  public void step(Event event, Consumer<Effect> effects) {
    step(List.of(event), effects);
  }

  /**
   * Several events at once, in this order: what they make a leader append, send and count is
   * written, sent and counted once, after the last of them.
   */
  public void step(List<Event> events, Consumer<Effect> effects) {
    server.emitTo(effects);
    for (Event event : events) {
      whileInOffice(() -> dispatch(event));
      if (voting.isWon()) {
        replication.takeOffice();
      }
    }
    waiting.settle(replication, transfers.isUnderWay());
    whileInOffice(() -> server.tenure().ifPresent(this::lead));
    server.writeAppended();
    transfers.answer();
    compacting.advance();
  }

  /** Does something that may cost this server its office. */
  private void whileInOffice(Runnable something) {
    Optional<Tenure> before = server.tenure();
    something.run();
    if (before.isPresent() && server.tenure().isEmpty()) {
      leaveOffice(before.get());
    }
  }

  private void leaveOffice(Tenure ended) {
    voting.restartTimer();
    transfers.onOfficeLost(ended.term());
    if (ended.term() != server.term() && server.rules().leadsIn(server.term(), ended.term())) {
      replication.goOnInNewTerm(ended);
    }
  }

  private void dispatch(Event event) {
    switch (event) {
      case Event.Tick(long nowNanos) -> {
        server.passTimeTo(nowNanos);
        waiting.onTick();
        server.tenure().ifPresentOrElse(replication::onTick, voting::onTick);
      }
      case Event.Received(NodeId from, long incarnation, Message message) ->
          receive(from, incarnation, message);
      case Event.Persisted(long write) -> server.writes().onPersisted(write);
      case Event.SnapshotTaken(SnapshotMark mark, long bytes) -> compacting.onTaken(mark, bytes);
      case Event.SnapshotGivenUp(SnapshotMark mark, String why) -> compacting.onGivenUp(mark);
      case Event.ChunksLost(EntryId snapshot, String why) -> snapshotting.onLost(snapshot);
      case Event.ChunkStored(EntryId snapshot, long next) -> snapshotting.onStored(snapshot, next);
      case Event.SnapshotReceived(SnapshotMark mark, long bytes) ->
          snapshotting.onReceived(mark, bytes);
      case Event.SpaceChanged(Space space) -> room.onChange(space);
      case Event.Proposed(long request, Payload command) ->
          server
              .tenure()
              .filter(tenure -> !transfers.isUnderWay())
              .ifPresentOrElse(
                  tenure -> replication.propose(tenure, request, command),
                  () -> waiting.propose(request, command));
      case Event.ReadRequested(long request, boolean anywhere) ->
          server
              .tenure()
              .ifPresentOrElse(
                  tenure -> tenure.reads().add(new Reads.Reader.Own(request)),
                  () -> readWithoutOffice(request, anywhere));
      case Event.MembershipProposed(long request, MembershipChange change) ->
          server
              .tenure()
              .filter(tenure -> !transfers.isUnderWay())
              .ifPresentOrElse(
                  tenure -> reconfiguration.propose(tenure, request, change),
                  () -> reject(request));
      case Event.TransferRequested(long request, Optional<NodeId> target) ->
          server
              .tenure()
              .ifPresentOrElse(
                  tenure -> transfers.request(tenure, request, target), () -> reject(request));
    }
  }

  private void readWithoutOffice(long request, boolean anywhere) {
    if (server.rules().asksLeaderBeforeItReads(server.role())) {
      waiting.read(request, anywhere);
    } else {
      reading.serveHere(request);
    }
  }

  private void reject(long request) {
    server.emit(new Effect.Reject(request, server.leader()));
  }

  /** Whatever has happened: a leader sends, counts and answers as far as it now can. */
  private void lead(Tenure tenure) {
    snapshotting.sendChunks(tenure);
    replication.sendNews(tenure);
    commitment.countReplicas(tenure);
    reconfiguration.advance(tenure);
    if (server.tenure().isPresent()) {
      replication.sendNews(tenure); // a step of a change does not wait for a heartbeat
      reading.advance(tenure);
      transfers.advance(tenure);
      room.advance(tenure);
    }
  }

  /** Answers count only from members, and from the very servers that bear their names. */
  private void receive(NodeId from, long incarnation, Message message) {
    if (voting.isDisregarded(from, message)
        || strangers.isNoise(from, message)
        || (isResponse(message) && !strangers.isHeard(from, incarnation))) {
      return;
    }
    if (isResponse(message)) {
      server.tenure().flatMap(office -> office.progressOf(from)).ifPresent(f -> f.met(incarnation));
    }
    if (server.rules().stepsDown(isResponse(message), message.term(), server.term())) {
      server.becomeFollower(message.term(), leaderBy(from, message));
    }
    switch (message) {
      case Message.PreVoteRequest request -> voting.onPreVoteRequest(from, request);
      case Message.PreVoteReply reply -> voting.onPreVoteReply(from, reply);
      case Message.VoteRequest request -> voting.onVoteRequest(from, request);
      case Message.VoteReply reply -> voting.onVoteReply(from, reply);
      case Message.AppendRequest request -> onAppendRequest(from, request);
      case Message.AppendReply reply ->
          server.tenure().ifPresent(tenure -> replication.onReply(tenure, from, reply));
      case Message.InstallRequest request -> onInstallRequest(from, request);
      case Message.InstallReply reply ->
          server.tenure().ifPresent(tenure -> snapshotting.onReply(tenure, from, reply));
      case Message.ReadIndexRequest request -> reading.onRequest(from, request);
      case Message.ReadIndexReply reply -> waiting.onReply(reply);
      case Message.TimeoutNow request -> voting.onTimeoutNow(from, request);
    }
  }

  private static boolean isResponse(Message message) {
    return switch (message) {
      case Message.PreVoteReply reply -> true;
      case Message.VoteReply reply -> true;
      case Message.AppendReply reply -> true;
      case Message.InstallReply reply -> true;
      case Message.ReadIndexReply reply -> true;
      case Message.PreVoteRequest request -> false;
      case Message.VoteRequest request -> false;
      case Message.AppendRequest request -> false;
      case Message.InstallRequest request -> false;
      case Message.ReadIndexRequest request -> false;
      case Message.TimeoutNow request -> false;
    };
  }

  private static Optional<NodeId> leaderBy(NodeId from, Message message) {
    boolean leads =
        message instanceof Message.AppendRequest || message instanceof Message.InstallRequest;
    return leads ? Optional.of(from) : Optional.empty();
  }

  private void onAppendRequest(NodeId from, Message.AppendRequest request) {
    if (!server.rules().recognizesLeader(server.role(), request.term(), server.term())) {
      replication.refuse(from);
      return;
    }
    voting.onLeader(from);
    if (!room.takes(request.entries())) {
      return; // as if it was lost: the leader sends it again
    }
    long agreed = replication.onRequest(from, request);
    if (agreed >= 0) {
      commitment.onLeaderCommit(request.commitIndex(), agreed);
    }
  }

  private void onInstallRequest(NodeId from, Message.InstallRequest request) {
    if (!server.rules().recognizesLeader(server.role(), request.term(), server.term())) {
      replication.refuse(from);
      return;
    }
    voting.onLeader(from);
    snapshotting.onRequest(from, request);
  }

  /**
   * When the next {@link Event.Tick} matters, on the clock of the ticks; earlier ones are harmless.
   */
  public long nextDeadlineNanos() {
    long inOffice =
        server.role() == Role.LEADER ? replication.deadline() : voting.electionDeadline();
    return Math.min(inOffice, waiting.deadline());
  }

  /** Index of the first entry that the log still holds; one after the last where it is empty. */
  public long firstIndex() {
    return server.log().base().index() + 1;
  }

  /**
   * Entries of the log as it is now, committed or not.
   *
   * @param from not before {@link #firstIndex}
   * @param maxBytes of them together at most, but always one entry where there is one
   */
  public List<Entry> entries(long from, int maxBytes) {
    return from > server.log().lastIndex() ? List.of() : server.log().from(from, maxBytes);
  }

  /** The time that this server goes by: that of the last tick. */
  public long nowNanos() {
    return server.nowNanos();
  }

  /** The rules that this server goes by. */
  public Rules rules() {
    return server.rules();
  }

  /** What this server believes right now. */
  public Status status() {
    return new Status(
        server.self(),
        server.term(),
        server.role(),
        server.leader(),
        server.commitIndex(),
        server.log().lastIndex(),
        server.snapshotIndex(),
        server.log().base().index() + 1,
        server.membership());
  }

  /**
   * @param leader whom this server believes to lead its term
   * @param lastIndex of its log
   * @param snapshotIndex of the last entry in its newest durable snapshot, 0 without one
   * @param firstIndex of its log: what is before, only the snapshot holds
   * @param membership that it goes by, committed or not
   */
  public record Status(
      NodeId self,
      long term,
      Role role,
      Optional<NodeId> leader,
      long commitIndex,
      long lastIndex,
      long snapshotIndex,
      long firstIndex,
      Membership membership) {}
}
