package minos.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.Set;
import minos.cli.WorldChoice.WorldUnavailable;
import minos.cluster.Cluster;
import minos.cluster.SystemUnderTest;
import minos.cluster.World;
import minos.time.Time;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayName("The world of a run")
@DisplayNameGeneration(ReplaceUnderscores.class)
class WorldChoiceTest {
  private static final Set<World> BOTH = Set.of(World.DOCKER, World.SIM);

  @Test
  void is_containers_where_they_can_be_had() throws Exception {
    assertEquals(World.DOCKER, WorldChoice.of(system(BOTH, Optional.empty()), null).world());
  }

  @Test
  void is_the_simulation_elsewhere_with_the_reason() throws Exception {
    assertEquals(
        new WorldChoice(World.SIM, "no containers: no engine"),
        WorldChoice.of(system(BOTH, Optional.of("no engine")), null));
  }

  @Test
  void is_the_simulation_where_it_is_asked_for() throws Exception {
    assertEquals(
        new WorldChoice(World.SIM, "as asked"),
        WorldChoice.of(system(BOTH, Optional.empty()), World.SIM));
  }

  @Test
  void is_never_another_than_the_one_asked_for() {
    SystemUnderTest system = system(BOTH, Optional.of("no engine"));

    assertThrows(WorldUnavailable.class, () -> WorldChoice.of(system, World.DOCKER));
  }

  @Test
  void is_none_where_the_only_one_cannot_be_had() {
    SystemUnderTest system = system(Set.of(World.DOCKER), Optional.of("no engine"));

    WorldUnavailable refusal =
        assertThrows(WorldUnavailable.class, () -> WorldChoice.of(system, null));

    assertTrue(String.valueOf(refusal.getMessage()).endsWith("no engine"));
  }

  @Test
  void must_be_one_of_the_systems_own() {
    SystemUnderTest system = system(Set.of(World.DOCKER), Optional.empty());

    assertThrows(BadArguments.class, () -> WorldChoice.of(system, World.SIM));
  }

  private static SystemUnderTest system(Set<World> worlds, Optional<String> dockerObstacle) {
    return new SystemUnderTest() {
      @Override
      public String name() {
        return "etcd";
      }

      @Override
      public String summary() {
        return "";
      }

      @Override
      public Set<World> worlds() {
        return worlds;
      }

      @Override
      public Optional<String> unavailable(World world) {
        return world == World.DOCKER ? dockerObstacle : Optional.empty();
      }

      @Override
      public Cluster start(World world, Setup setup, Time time) {
        throw new IllegalStateException("not to be started");
      }
    };
  }
}
