package minos.raft.flaw;

import java.util.Optional;
import minos.raft.Ballot;

/** Breaks figure 2: the current term is persistent state. */
final class TermForgotten extends Flaw {
  TermForgotten() {
    super(
        new Card(
            "EL02",
            "A restarted server takes its term from its log, and has voted for nobody.",
            "PySyncObj#201 (Patroni, 2026)",
            Property.ELECTION_SAFETY,
            "Restart all servers at once, and write at once after they boot.",
            Sight.STEPS,
            Sight.CLIENTS,
            Sight.DISKS));
  }

  @Override
  public Ballot ballotAfterRestart(Ballot stored, long lastLogTerm) {
    return new Ballot(lastLogTerm, Optional.empty());
  }
}
