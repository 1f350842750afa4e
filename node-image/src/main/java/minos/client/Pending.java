package minos.client;

import java.util.Optional;
import minos.kv.Command;
import minos.raft.Invariant;

/** A call that has not ended: under which number it is asked, and whether it may have happened. */
final class Pending {
  private final long call;
  private final Call wish;
  private final long deadline;
  private Optional<OpenedSession> session = Optional.empty();
  private long sequence;
  private boolean inDoubt;
  private String trouble = "no answer";

  /**
   * @param call the user's number for it
   * @param deadline when its outcome must be told, on the client's clock
   */
  Pending(long call, Call wish, long deadline) {
    this.call = call;
    this.wish = wish;
    this.deadline = deadline;
  }

  long call() {
    return call;
  }

  Call wish() {
    return wish;
  }

  long deadline() {
    return deadline;
  }

  /** Whether any server may answer it. */
  boolean isForAnyServer() {
    return wish instanceof Call.Ask ask && ask.anywhere();
  }

  boolean needsSession() {
    return wish instanceof Call.Change && session.isEmpty();
  }

  /** Takes its number in this session, and keeps both for all its attempts. */
  void enter(OpenedSession opened) {
    Invariant.that(needsSession(), "a change has one number");
    session = Optional.of(opened);
    sequence = opened.takeNumber();
  }

  boolean isIn(OpenedSession other) {
    return session.filter(own -> own == other).isPresent();
  }

  /** Its session is gone; only where no attempt is in doubt may it be asked in another. */
  void leaveSession() {
    Invariant.that(!inDoubt, "a change in doubt stays in its session");
    settle();
    session = Optional.empty();
  }

  /** Its number will not be asked for again. */
  void settle() {
    session.ifPresent(opened -> opened.settle(sequence));
  }

  Request request(long id) {
    return switch (wish) {
      case Call.Ask ask -> new Request.Read(id, ask.query(), ask.anywhere());
      case Call.Administer administer -> new Request.Administer(id, administer.wish());
      case Call.Open() -> new Request.Propose(id, new Command.OpenSession());
      case Call.Change change -> {
        OpenedSession opened = session.orElseThrow();
        yield new Request.Propose(
            id,
            new Command.InSession(opened.id(), sequence, opened.acknowledged(), change.change()));
      }
    };
  }

  /** An attempt was sent, and nobody can say what has become of it. */
  void leaveInDoubt() {
    inDoubt = true;
  }

  /** Whether an attempt at it may have been executed. */
  boolean isInDoubt() {
    return inDoubt;
  }

  /** Whether it matters that an attempt may have been executed. */
  boolean isUnknown() {
    return switch (wish) {
      case Call.Ask ask -> false;
      case Call.Open open -> false;
      case Call.Change change -> inDoubt;
      case Call.Administer(ClusterRequest wish) ->
          inDoubt && !(wish instanceof ClusterRequest.Members);
    };
  }

  /** Whether asking again may do something again: a transfer to whoever comes next. */
  boolean mustNotBeRepeated() {
    return isUnknown()
        && wish instanceof Call.Administer(ClusterRequest.Transfer transfer)
        && transfer.target().isEmpty();
  }

  void meets(String why) {
    trouble = why;
  }

  /** Why there is no answer yet. */
  String trouble() {
    return trouble;
  }
}
