package minos.flaws;

import java.util.Set;

/**
 * Which flaws show in a run of the simulation that clients and faults drive by chance: each of
 * these was found in at least one of three seeds of a minute each, and so is as good as sure to be
 * found in twenty. The others take a schedule that chance has not come upon yet, or powers that no
 * fault has; every flaw shows in its scene among the tests.
 */
final class Sightings {
  private static final Set<String> BY_CHANCE =
      Set.of(
          "CL01", "CL03", "CL06", "CL08", "CL09", "CM07", "EL08", "EL18", "RD01", "RD02", "RD12",
          "RP01", "RP03", "RP06", "RP11", "RP13", "SM01", "SN01");

  private Sightings() {}

  /** How many flaws have a run that shows them. */
  static int runs() {
    return BY_CHANCE.size();
  }

  /** A command that shows a flaw at work. */
  static String command(String flaw) {
    return BY_CHANCE.contains(flaw)
        ? "./minos run --in sim --flaw " + flaw + " --time 60s --runs 20"
        : "mvn -pl node-image test -Dtest=SceneTest";
  }

  /** What is to be known of that command. */
  static String remark(String flaw) {
    return BY_CHANCE.contains(flaw)
        ? "some of these seeds fail, or cannot be judged"
        : "its scene there shows it; no run has come upon it yet";
  }
}
