package minos.raft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.List;
import java.util.stream.Stream;
import minos.raft.flaw.Flaws;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A flawed server, on the same events as a lawful one,")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SceneTest {
  static Stream<Scene> scenes() {
    return Stream.of(
            VotingScenes.all(),
            ReplicationScenes.all(),
            SnapshotScenes.all(),
            MembershipScenes.all(),
            ClientScenes.all(),
            ServiceScenes.all(),
            StorageScenes.all())
        .flatMap(scenes -> scenes);
  }

  @ParameterizedTest
  @MethodSource("scenes")
  void breaks_its_rule(Scene scene) {
    Rules flaw = Flaws.named(scene.flaw()).orElseThrow();

    assertNotEquals(scene.lawful(), scene.flawed());
    assertEquals(scene.lawful(), scene.observed().apply(Rules.OF_THE_PAPER), "of the paper");
    assertEquals(scene.flawed(), scene.observed().apply(flaw), flaw::toString);
  }

  @Test
  void has_a_scene_for_every_flaw() {
    List<String> all = Flaws.all().stream().map(flaw -> flaw.card().id()).toList();

    assertEquals(all, scenes().map(Scene::flaw).sorted().toList(), "one each, sorted by id");
  }
}
