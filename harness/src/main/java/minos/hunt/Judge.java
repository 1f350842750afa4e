package minos.hunt;

import java.util.Locale;

/** Who may see in a run that something is wrong. */
public enum Judge {
  /** The checker of the workload, from what clients saw: works for every store. */
  HISTORY,
  /** A node that ended itself, mostly because one of its invariants did not hold. */
  NODE,
  /** The final reads: some object never answered again after all was healed. */
  LIVENESS;

  /** As tables have it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
