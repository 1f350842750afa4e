package minos.raft.flaw;

/** Breaks dissertation §6.3: a command of an unknown session is an error. */
final class SessionsMadeUp extends Flaw {
  SessionsMadeUp() {
    super(
        new Card(
            "CL04",
            "A command of an expired session is executed as if it were new.",
            "the mistake that dissertation §6.3 warns of",
            Property.EXACTLY_ONCE,
            "Lose the reply to a change, pause its client for more than a minute, and let it"
                + " retry.",
            Sight.CLIENTS));
  }

  @Override
  public boolean makesUpSessions() {
    return true;
  }
}
