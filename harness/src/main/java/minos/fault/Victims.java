package minos.fault;

import java.util.List;
import minos.generate.Seed;

/** Which nodes a fault hits. */
public sealed interface Victims permits Target, Listed {
  /**
   * Which nodes it came to be.
   *
   * @param nodes in the order of the cluster
   * @param notes what is to be said about the choice; in the evidence of the fault
   */
  record Choice(List<String> nodes, List<String> notes) {}

  /** As users write it. */
  String label();

  /** For lists and help. */
  String summary();

  /** Whether it hits any of so many nodes. */
  boolean bites(int nodes);

  /** How many of so many nodes it hits at most. */
  int sizeMax(int nodes);

  /** How often chance takes it, beside others; 0 for only when it is asked for by its name. */
  int weight();

  /** Whether the choice depends on who leads. */
  boolean asksWhoLeads();

  /**
   * Chooses.
   *
   * @param primaries who claim to lead, the newest first; asked only where {@link #asksWhoLeads()}
   */
  Choice choose(List<String> nodes, List<String> primaries, Seed seed);
}
