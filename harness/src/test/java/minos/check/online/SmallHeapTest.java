package minos.check.online;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@DisplayName("A soak in a small heap")
@DisplayNameGeneration(ReplaceUnderscores.class)
class SmallHeapTest {

  @Test
  @Tag("load")
  void is_judged_while_it_happens_however_long_it_is() throws Exception {
    assertTrue(soak("-Xmx64m", "REGISTER", "5000000", "5", "5", "0.1", "0").contains("VALID"));
  }

  @Test
  void is_judged_while_it_happens() throws Exception {
    assertTrue(soak("-Xmx24m", "REGISTER", "100000", "5", "5", "0.1", "0").contains("VALID"));
  }

  private static String soak(String heap, String... arguments) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                heap,
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Soak.class.getName()));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), said);
    return said;
  }
}
