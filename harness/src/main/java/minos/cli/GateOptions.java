package minos.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import minos.store.StoreFailed;
import minos.suite.SuiteReport;
import minos.suite.gate.Annotations;
import minos.suite.gate.JUnitXml;
import minos.suite.gate.MarkdownSummary;
import minos.suite.gate.SuiteJson;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where CI wants to be told, and how. */
final class GateOptions {
  @Option(
      names = "--junit-xml",
      paramLabel = "FILE",
      description = "Tell CI systems: a test case for each run.")
  private @Nullable Path junitXml;

  @Option(
      names = "--markdown",
      paramLabel = "FILE",
      description = "A summary for people, failures first (GitHub gets one by itself).")
  private @Nullable Path markdown;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "All of it for programs, see docs/suite.schema.json.")
  private @Nullable Path json;

  boolean isAsked() {
    return junitXml != null || markdown != null || json != null || isGitHub(System.getenv());
  }

  /** Writes what was asked for, and tells GitHub where it runs the job. */
  void write(SuiteReport report, Console console) throws StoreFailed {
    write(junitXml, JUnitXml.of(report));
    write(markdown, MarkdownSummary.of(report));
    write(json, SuiteJson.of(report));
    Map<String, String> environment = System.getenv();
    if (isGitHub(environment)) {
      Annotations.of(report).forEach(console::say);
      String summary = environment.getOrDefault("GITHUB_STEP_SUMMARY", "");
      if (!summary.isEmpty()) {
        append(Path.of(summary), MarkdownSummary.of(report));
      }
    }
  }

  private static boolean isGitHub(Map<String, String> environment) {
    return !Embedded.isActive() && "true".equals(environment.get("GITHUB_ACTIONS"));
  }

  private static void write(@Nullable Path file, String content) throws StoreFailed {
    if (file == null) {
      return;
    }
    try {
      Path folder = file.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      Files.writeString(file, content);
    } catch (IOException e) {
      throw StoreFailed.writing(file, e);
    }
  }

  private static void append(Path file, String content) throws StoreFailed {
    try {
      Files.writeString(file, content, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw StoreFailed.writing(file, e);
    }
  }
}
