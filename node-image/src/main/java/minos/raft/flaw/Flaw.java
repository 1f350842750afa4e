package minos.raft.flaw;

import java.util.Set;
import minos.raft.Rules;

/** Raft's rules with exactly one of them broken. */
public abstract class Flaw extends Rules {
  private final Card card;

  protected Flaw(Card card) {
    this.card = card;
  }

  public final Card card() {
    return card;
  }

  @Override
  public final String toString() {
    return card.id() + ": " + card.title();
  }

  /**
   * What is known of a flaw.
   *
   * @param id short and stable, for example {@code CM01}
   * @param title one sentence: what the server does wrong
   * @param citation where this bug has been seen
   * @param breaks the property that it takes away
   * @param schedule what must happen for the breach to show
   * @param shows to whom it can show, at least one
   */
  public record Card(
      String id,
      String title,
      String citation,
      Property breaks,
      String schedule,
      Set<Sight> shows) {
    /** The same, one by one. */
    Card(
        String id,
        String title,
        String citation,
        Property breaks,
        String schedule,
        Sight... shows) {
      this(id, title, citation, breaks, schedule, Set.of(shows));
    }
  }
}
