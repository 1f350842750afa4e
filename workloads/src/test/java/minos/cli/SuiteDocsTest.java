package minos.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

@DisplayName("What docs/ says of suites")
@DisplayNameGeneration(ReplaceUnderscores.class)
class SuiteDocsTest {
  private static final Path DOCS = Path.of("..", "docs");
  private static final Pattern COMMAND =
      Pattern.compile("\\./minos ((?:suite|merge)(?: [^'\\n`]*)?)");

  @TempDir private Path folder = Path.of(".");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "suites.md",
        "ci/github-actions.yml",
        "ci/gitlab-ci.yml",
        "ci/Jenkinsfile",
        "../README.md"
      })
  void has_commands_whose_options_exist(String file) throws IOException {
    List<String> commands = new ArrayList<>();
    Matcher matcher = COMMAND.matcher(Files.readString(DOCS.resolve(file)));
    while (matcher.find()) {
      String words = matcher.group(1).replaceAll("\\$\\{\\{.*?}}", "1").replace(" ...", "");
      commands.add(words.replaceFirst("\\s+#.*", "").strip());
    }

    CommandLine line =
        Main.commandLine(Console.standard(java.util.Map.of()), Catalogue.installed());
    commands.forEach(command -> {
      CommandLine.ParseResult unused = line.parseArgs(command.split(" +", -1));
    });
    assertTrue(!commands.isEmpty(), file);
  }

  @Test
  void shows_a_suite_that_can_be_run() throws IOException {
    String page = Files.readString(DOCS.resolve("suites.md"));
    Files.writeString(
        folder.resolve("mine.yaml"),
        page.substring(page.indexOf("```yaml\n") + 8, page.indexOf("```\n\nKeys of")));
    Files.copy(Path.of("suites", "canary.yaml"), folder.resolve("canary.yaml"));

    Embedded.Result result =
        Embedded.execute(List.of("suite", folder.resolve("mine.yaml").toString(), "--list"));

    assertEquals(0, result.exitCode(), result::text);
    assertTrue(result.text().lines().count() > 20, result::text);
  }

  @Test
  void has_workflows_that_are_YAML_and_jobs_with_steps() throws IOException {
    JsonNode github = new YAMLMapper().readTree(DOCS.resolve("ci/github-actions.yml").toFile());
    for (JsonNode job : github.path("jobs")) {
      assertTrue(job.path("runs-on").isTextual() && job.path("steps").size() >= 3, job::toString);
      for (JsonNode step : job.path("steps")) {
        assertTrue(step.has("run") != step.has("uses"), step::toString);
      }
    }
    JsonNode gitlab = new YAMLMapper().readTree(DOCS.resolve("ci/gitlab-ci.yml").toFile());
    for (String job : List.of("smoke", "nightly", "answer")) {
      assertTrue(gitlab.path(job).path("script").size() == 1, job);
      assertEquals("junit.xml", gitlab.at("/" + job + "/artifacts/reports/junit").asText());
    }
  }

  @Test
  void has_a_Jenkinsfile_whose_blocks_are_closed() throws IOException {
    String file = Files.readString(DOCS.resolve("ci/Jenkinsfile"));
    int depth = 0;
    for (int i = 0; i < file.length(); i++) {
      depth += file.charAt(i) == '{' ? 1 : file.charAt(i) == '}' ? -1 : 0;
      assertTrue(depth >= 0, "closed too often at " + i);
    }

    assertEquals(0, depth);
    assertTrue(file.contains("pipeline {") && file.contains("stages {"), file);
  }

  @Test
  void has_a_schema_that_names_every_field_of_a_suite() throws IOException {
    Path suite = folder.resolve("s.yaml");
    Path json = folder.resolve("s.json");
    Files.writeString(
        suite,
        """
        suite: s
        scenarios: [{name: a, flaw: RD01, faults: partition-leader, time: 60s, seed: 2}]
        """);
    Embedded.Result result =
        Embedded.execute(
            List.of(
                "suite",
                suite.toString(),
                "--budget",
                "9m",
                "--shard",
                "1/1",
                "--results",
                folder.resolve("results").toString(),
                "--json",
                json.toString()));
    assertEquals(1, result.exitCode(), result::text);

    JsonNode schema = new ObjectMapper().readTree(DOCS.resolve("suite.schema.json").toFile());
    JsonNode root = new ObjectMapper().readTree(json.toFile());

    covers(schema, root);
    covers(schema.at("/$defs/case"), root.at("/cases/0"));
    covers(schema.at("/$defs/attempt"), root.at("/cases/0/attempts/0"));
  }

  /** Each field is described, with its type or its values; what is required is there. */
  private static void covers(JsonNode schema, JsonNode object) {
    schema.path("required").forEach(name -> assertTrue(object.has(name.asText()), name::asText));
    object
        .properties()
        .forEach(field -> {
          JsonNode described = schema.path("properties").path(field.getKey());
          JsonNode value = field.getValue();
          boolean fits =
              described.has("enum")
                  || described.has("const")
                  || switch (described.path("type").asText()) {
                    case "string" -> value.isTextual();
                    case "integer" -> value.isIntegralNumber();
                    case "boolean" -> value.isBoolean();
                    case "array" -> value.isArray();
                    case "object" -> value.isObject();
                    default -> false;
                  };
          assertTrue(fits, () -> field.getKey() + " is " + value + ", described as " + described);
        });
  }
}
