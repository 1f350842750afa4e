package minos.invariant;

import java.util.List;
import minos.kv.Reply;
import minos.kv.Stamped;
import minos.kv.StateMachine;
import minos.raft.Rules;

/** The store's own state machine, by the rules of the paper, and fed with every entry once. */
public final class LawfulModel implements Model {
  private final StateMachine machine = new StateMachine(Rules.OF_THE_PAPER);

  @Override
  public Reply apply(long index, Stamped command) {
    machine.passTimeTo(command.timeNanos());
    Reply reply = machine.apply(index, command.command());
    List<Long> ignored = machine.takeExpiredSessions();
    return reply;
  }

  @Override
  public long digest() {
    return machine.digest();
  }
}
