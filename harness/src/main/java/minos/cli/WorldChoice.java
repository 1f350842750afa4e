package minos.cli;

import java.util.Optional;
import java.util.Set;
import minos.cluster.SystemUnderTest;
import minos.cluster.World;
import org.jspecify.annotations.Nullable;

/**
 * Where a run takes place, and why.
 *
 * @param why in a few words, for the line that says so
 */
record WorldChoice(World world, String why) {

  /**
   * Containers where they can be had, since they are real; the simulation everywhere else.
   *
   * @param asked what the user asked for, or null
   */
  static WorldChoice of(SystemUnderTest system, @Nullable World asked)
      throws BadArguments, WorldUnavailable {
    if (asked != null) {
      if (!system.worlds().contains(asked)) {
        throw new BadArguments(
            system.name() + " does not run in " + asked.label() + "; leave --in out");
      }
      Optional<String> obstacle = system.unavailable(asked);
      if (obstacle.isPresent()) {
        throw new WorldUnavailable(
            "cannot run in " + asked.label() + ": " + obstacle.get() + instead(system, asked));
      }
      return new WorldChoice(asked, "as asked");
    }
    if (system.worlds().equals(Set.of(World.PROCESS))) {
      return new WorldChoice(World.PROCESS, "programs of this machine");
    }
    Optional<String> obstacle =
        system.worlds().contains(World.DOCKER)
            ? system.unavailable(World.DOCKER)
            : Optional.of(system.name() + " has no containers");
    if (obstacle.isEmpty()) {
      return new WorldChoice(World.DOCKER, "a Docker engine answers");
    }
    if (!system.worlds().contains(World.SIM)) {
      throw new WorldUnavailable("cannot run in docker: " + obstacle.get());
    }
    return new WorldChoice(World.SIM, "no containers: " + obstacle.get());
  }

  private static String instead(SystemUnderTest system, World asked) {
    return asked == World.DOCKER && system.worlds().contains(World.SIM)
        ? " (or take --in sim)"
        : "";
  }

  /** What the user asked for exists, but not here and now. */
  static final class WorldUnavailable extends Exception {
    WorldUnavailable(String message) {
      super(message);
    }
  }
}
