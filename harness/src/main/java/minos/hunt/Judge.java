package minos.hunt;

import java.util.Locale;

/** Who may see in a run that something is wrong. */
public enum Judge {
  /** The properties of its own that the system watched itself break, after each of its steps. */
  INVARIANT,
  /** The checker of the workload, from what clients saw: works for every store. */
  HISTORY,
  /** A node that ended itself, mostly because one of its invariants did not hold. */
  NODE,
  /** After all was healed: some object never answered again, or the nodes came to no rest. */
  LIVENESS;

  /** As tables have it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
