package minos.raft.flaw;

import java.util.List;
import java.util.Optional;

/** The catalogue of flaws. */
public final class Flaws {
  private static final List<Flaw> ALL =
      List.of(
          new UnconfirmedReads(),
          new CommitOfOlderTerms(),
          new AcknowledgementBeforeFsync(),
          new RetriesExecutedAgain(),
          new CommitWhenSent());

  private Flaws() {}

  /** All flaws; each is stateless, and can be given to any number of servers. */
  public static List<Flaw> all() {
    return ALL;
  }

  /**
   * @param id for example {@code RD01}
   */
  public static Optional<Flaw> named(String id) {
    return ALL.stream().filter(flaw -> flaw.card().id().equals(id)).findFirst();
  }
}
