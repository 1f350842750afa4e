package minos.raft;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.function.Consumer;

/**
 * What every family of rules shares of one server: figure 2's state, and the few ways in which it
 * may change. Each change emits the effects that belong to it.
 */
final class Server {
  private final RaftConfig config;
  private final Rules rules;
  private final Log log;
  private final Writes writes;

  /** At the end of the log, and not yet written. */
  private final List<Entry> appended = new ArrayList<>();

  private final long damagedIn;
  private final Memberships memberships;
  private Membership membership;
  private Electorate electorate;
  private Ballot ballot;
  private Role role = Role.FOLLOWER;
  private Optional<NodeId> leader = Optional.empty();
  private Optional<Tenure> tenure = Optional.empty();
  private long commitIndex;
  private long lastApplied;
  private long appliedBytes;
  private Optional<SnapshotMark> snapshot;
  private long nowNanos;
  private Space space = Space.ENOUGH;
  private Consumer<? super Effect> effects = effect -> {};

  Server(RaftConfig config, Durable durable, Rules rules, long nowNanos) {
    this.config = config;
    this.rules = rules;
    this.snapshot = durable.snapshot();
    EntryId included = snapshot.map(SnapshotMark::last).orElse(EntryId.NONE);
    this.log = new Log(snapshot.map(SnapshotMark::last), durable.log());
    Membership first = snapshot.map(SnapshotMark::membership).orElse(config.initial());
    this.memberships = new Memberships(included.index(), first, rules);
    durable.log().stream()
        .filter(entry -> entry.index() > included.index())
        .forEach(memberships::append);
    this.membership = memberships.binding(included.index());
    this.electorate = electorateOf(membership);
    this.writes = new Writes(log.lastIndex());
    this.commitIndex = included.index();
    this.lastApplied = rules.lastAppliedAtStart(included.index(), log.base().index());
    this.ballot = rules.ballotAfterRestart(durable.ballot(), log.last().term());
    this.damagedIn = durable.damagedIn();
    this.nowNanos = nowNanos;
    long lastTerm = log.last().term();
    Invariant.that(lastTerm <= term(), "no entry is newer than the term", lastTerm, term());
  }

  void emitTo(Consumer<? super Effect> consumer) {
    effects = consumer;
  }

  void setSpace(Space now) {
    space = now;
  }

  Space space() {
    return space;
  }

  /** Whether commands may be taken up: what is appended must find its place on the disk. */
  boolean hasRoom() {
    return space == Space.ENOUGH;
  }

  void emit(Effect effect) {
    effects.accept(effect);
  }

  void passTimeTo(long nanos) {
    nowNanos = Math.max(nowNanos, nanos);
  }

  // Roles

  void becomeFollower(long term, Optional<NodeId> newLeader) {
    Invariant.that(term >= ballot.term(), "terms never fall", term, ballot.term());
    boolean changed = term != term() || role != Role.FOLLOWER || !newLeader.equals(leader);
    remember(rules.ballotIn(term, ballot));
    role = Role.FOLLOWER;
    leader = newLeader;
    endTenure();
    if (changed) {
      emit(new Effect.Transition(role, term, leader));
    }
  }

  /** "A follower increments its current term and transitions to candidate state" (§5.2). */
  void becomeCandidate() {
    Invariant.that(role != Role.LEADER, "a leader does not campaign");
    remember(new Ballot(term() + 1, Optional.of(self())));
    role = Role.CANDIDATE;
    leader = Optional.empty();
    emit(new Effect.Transition(role, term(), leader));
  }

  void becomeLeader() {
    Invariant.that(role == Role.CANDIDATE, "only a candidate becomes leader");
    Invariant.that(ballot.votedFor().equals(Optional.of(self())), "a leader has voted for itself");
    role = Role.LEADER;
    leader = Optional.of(self());
    tenure = Optional.of(new Tenure(term(), log.lastIndex() + 1, Lease.by(rules, config)));
    followEverybody(log.lastIndex() + 1);
    emit(new Effect.Transition(role, term(), leader));
  }

  /** Reads have changed nothing, so they are rejected; commands may yet commit elsewhere. */
  private void endTenure() {
    Optional<Tenure> ended = tenure;
    tenure = Optional.empty();
    ended.ifPresent(old -> {
      old.reads().rejectAll(reader -> emit(Reading.refusal(this, reader)));
      old.proposals().giveUpAll(request -> emit(givenUp(request)));
      old.change()
          .ifPresent(change ->
              change.requests().forEach(request -> emit(new Effect.Abandon(request, leader))));
    });
  }

  private Effect givenUp(long request) {
    return rules.mayCommitAfterAll()
        ? new Effect.Abandon(request, leader)
        : new Effect.Reject(request, leader);
  }

  // Persistent state

  /** Whether this server's log is good enough to vote and to lead; see the rule. */
  boolean mayVote() {
    return rules.mayVoteWith(log.last(), damagedIn);
  }

  void vote(NodeId candidate) {
    Invariant.that(role == Role.FOLLOWER, "only a follower votes for another");
    remember(new Ballot(term(), Optional.of(candidate)));
  }

  private void remember(Ballot next) {
    Invariant.that(next.term() >= ballot.term(), "terms never fall", next.term(), ballot.term());
    if (!next.equals(ballot)) {
      writeAppended();
      ballot = next;
      emit(writes.ballot(next));
    }
  }

  void append(Entry entry) {
    Invariant.that(entry.term() <= term(), "no entry is newer than the term", entry.term(), term());
    log.append(entry);
    memberships.append(entry);
    appended.add(entry);
    goByTheLatestMembership();
  }

  /** Writes what was appended since the last write: all of it together. */
  void writeAppended() {
    if (!appended.isEmpty()) {
      emit(writes.log(OptionalLong.empty(), List.copyOf(appended)));
      appended.clear();
    }
  }

  /** Replaces the log from the first of these entries on. */
  void overwrite(List<Entry> entries) {
    long from = entries.getFirst().index();
    Invariant.that(role != Role.LEADER, "a leader never overwrites its log (§5.3)");
    Invariant.that(from > commitIndex, "a committed entry stays", from, commitIndex);
    writeAppended();
    OptionalLong truncateFrom =
        from <= log.lastIndex() ? OptionalLong.of(from) : OptionalLong.empty();
    truncateFrom.ifPresent(log::truncateFrom);
    truncateFrom.ifPresent(memberships::truncateFrom);
    entries.forEach(log::append);
    entries.forEach(memberships::append);
    emit(writes.log(truncateFrom, entries));
    goByTheLatestMembership();
  }

  /** A snapshot up to here is durable. */
  void snapshotted(SnapshotMark mark) {
    Invariant.that(
        mark.index() <= lastApplied,
        "only what is applied is in a snapshot",
        mark.index(),
        lastApplied);
    Invariant.that(
        mark.index() > snapshotIndex(), "snapshots go forward", mark.index(), snapshotIndex());
    snapshot = Optional.of(mark);
  }

  /** Forgets the log up to this index, which a snapshot has replaced. */
  void compactTo(long index) {
    Invariant.that(index <= lastApplied, "only what is applied is forgotten", index, lastApplied);
    if (index > log.base().index()) {
      log.compactTo(index);
      memberships.compactTo(index);
      emit(new Effect.Compact(log.base()));
    }
  }

  /** Puts another server's snapshot in the place of log and state. */
  void replaceBy(SnapshotMark mark, boolean keepsRest) {
    Invariant.that(role != Role.LEADER, "a leader never overwrites its log (§5.3)");
    Invariant.that(
        mark.index() > commitIndex, "a committed entry stays", mark.index(), commitIndex);
    writeAppended();
    log.replaceBy(mark.last(), keepsRest);
    if (log.lastIndex() > mark.index()) {
      emit(new Effect.Compact(mark.last()));
    } else {
      writes.resetTo(mark.index());
      emit(new Effect.ResetLog(mark.last()));
    }
    commitIndex = mark.index();
    lastApplied = mark.index();
    snapshot = Optional.of(mark);
    memberships.replaceBy(
        mark.index(), rules.membershipInstalled(mark.membership(), memberships.at(mark.index())));
    emit(new Effect.LoadSnapshot(mark));
    goByTheLatestMembership();
  }

  void commitUpTo(long index) {
    Invariant.that(index >= commitIndex, "commits never go back", index, commitIndex);
    Invariant.that(
        index <= log.lastIndex(), "only what is in the log commits", index, log.lastIndex());
    commitIndex = index;
    goByTheLatestMembership();
    long end = rules.appliesUpTo(commitIndex, log.lastIndex());
    while (lastApplied < end) {
      lastApplied++;
      apply(log.at(lastApplied));
    }
  }

  private void apply(Entry entry) {
    OptionalLong request =
        tenure.map(t -> t.proposals().take(entry.id())).orElse(OptionalLong.empty());
    appliedBytes += Log.weight(entry);
    emit(new Effect.Apply(entry, request));
  }

  // Membership

  private void goByTheLatestMembership() {
    Membership latest = memberships.binding(commitIndex);
    if (!latest.equals(membership)) {
      membership = latest;
      electorate = electorateOf(latest);
      followEverybody(memberships.lastIndex());
      emit(new Effect.MembershipChanged(latest));
    }
  }

  private Electorate electorateOf(Membership of) {
    return new Electorate(of, rules, self(), this::isReachable);
  }

  /** "Log entries are replicated to all servers in both configurations" (§6). */
  private void followEverybody(long nextIndex) {
    tenure.ifPresent(office -> {
      SortedSet<NodeId> everybody = memberships.everybodySince(commitIndex);
      everybody.remove(self());
      office.follow(everybody, nextIndex, nowNanos);
    });
  }

  /** The membership that this server goes by. */
  Membership membership() {
    return membership;
  }

  boolean isMembershipCommitted() {
    return memberships.lastIndex() <= commitIndex;
  }

  /** Those whose majority decides. */
  Electorate electorate() {
    return electorate;
  }

  /** Whether this is the incarnation that the membership names, if it names one. */
  boolean isNamed(NodeId id, long incarnation) {
    return rules.isSameServer(membership.incarnationOf(id), incarnation);
  }

  // Views

  RaftConfig config() {
    return config;
  }

  NodeId self() {
    return config.self();
  }

  Rules rules() {
    return rules;
  }

  /** Whether a leader has heard a server for as long as a follower would wait; itself, always. */
  boolean isReachable(NodeId id) {
    return tenure
        .flatMap(office -> office.progressOf(id))
        .map(follower -> nowNanos - follower.heardNanos() < patienceNanos())
        .orElse(true);
  }

  /** A leader gives up no sooner than the most patient of its followers. */
  long patienceNanos() {
    return 2 * config.electionTimeoutMin().toNanos();
  }

  Log log() {
    return log;
  }

  Writes writes() {
    return writes;
  }

  Ballot ballot() {
    return ballot;
  }

  long term() {
    return ballot.term();
  }

  Role role() {
    return role;
  }

  Optional<NodeId> leader() {
    return leader;
  }

  /** Present exactly while this server leads. */
  Optional<Tenure> tenure() {
    return tenure;
  }

  long commitIndex() {
    return commitIndex;
  }

  long lastApplied() {
    return lastApplied;
  }

  /** Of all entries that were applied since the start; for how much was since some moment. */
  long appliedBytes() {
    return appliedBytes;
  }

  /** The newest durable snapshot. */
  Optional<SnapshotMark> snapshot() {
    return snapshot;
  }

  long snapshotIndex() {
    return snapshot.map(SnapshotMark::index).orElse(0L);
  }

  /** The membership that held when the log ended there; for a snapshot up to there. */
  Membership membershipAt(long index) {
    return memberships.at(index);
  }

  long nowNanos() {
    return nowNanos;
  }
}
