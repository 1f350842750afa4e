package minos.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import minos.cluster.ClusterFailed;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@NeedsEngine
@DisplayName("An image")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ImagesTest {
  private static final String NAME = "minos-images-test:latest";

  private final List<String> log = new ArrayList<>();
  private Engine engine;
  private int written;

  @BeforeEach
  void connect() throws ClusterFailed {
    engine = Engine.connect();
  }

  @AfterEach
  void remove() {
    if (Images.id(engine, NAME).isPresent()) {
      engine.client().removeImageCmd(NAME).withForce(true).exec();
    }
    engine.close();
  }

  @Test
  void is_built_once_and_again_only_when_its_content_changes() throws ClusterFailed {
    String first = ensure("one");
    log.clear();

    String again = ensure("one");
    List<String> saidAgain = List.copyOf(log);
    String changed = ensure("two");

    assertEquals(first, again);
    assertEquals(List.of(), saidAgain);
    assertNotEquals(first, changed);
    assertEquals(2, written);
    assertTrue(Images.built(engine).contains(NAME));
  }

  @ParameterizedTest(name = "\"{0}\"")
  @ValueSource(strings = {"no-such-image", "Foo Bar", "a:b:c"})
  void is_not_there_by_names_that_none_has_or_can_have(String name) {
    assertEquals(Optional.empty(), Images.id(engine, name));
  }

  @Test
  void says_what_was_printed_when_it_cannot_be_built() {
    ClusterFailed failure =
        assertThrows(
            ClusterFailed.class,
            () ->
                Images.ensure(
                    engine,
                    NAME,
                    "broken",
                    folder -> dockerfile(folder, "RUN echo no luck; exit 7"),
                    log::add));

    String message = String.valueOf(failure.getMessage());
    assertTrue(message.contains(NAME) && message.contains("7"), message);
    assertTrue(log.contains("no luck"), log.toString());
    assertFalse(Images.id(engine, NAME).isPresent());
  }

  private String ensure(String fingerprint) throws ClusterFailed {
    return Images.ensure(
        engine,
        NAME,
        fingerprint,
        folder -> {
          written++;
          dockerfile(folder, "ENV FINGERPRINT=" + fingerprint);
        },
        log::add);
  }

  private static void dockerfile(Path folder, String line) throws IOException {
    Files.writeString(folder.resolve("Dockerfile"), "FROM " + Images.BASE + "\n" + line + "\n");
  }
}
