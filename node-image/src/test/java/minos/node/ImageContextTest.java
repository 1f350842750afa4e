package minos.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("What the image is built from")
@DisplayNameGeneration(ReplaceUnderscores.class)
class ImageContextTest {
  @TempDir private Path folder;

  @Test
  void has_a_name_that_stays_while_nothing_changes() throws IOException {
    String fingerprint = ImageContext.fingerprint();

    assertTrue(fingerprint.matches("[0-9a-f]{64}"), fingerprint);
    assertEquals(fingerprint, ImageContext.fingerprint());
  }

  @Test
  @Tag("docker") // jlink takes seconds
  void is_a_folder_with_dockerfile_jar_and_a_runtime_that_runs_it() throws Exception {
    Files.createDirectories(folder.resolve("runtime/left over"));

    ImageContext.write(folder);

    assertTrue(Files.readString(folder.resolve("Dockerfile")).contains("FROM ${BASE}"));
    Process help =
        new ProcessBuilder("runtime/bin/java", "-jar", "minos-node.jar", "--help")
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    String said = new String(help.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, help.waitFor(), said);
    assertTrue(said.contains("--election-timeout-ms"), said);
  }
}
