package minos.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import minos.store.RunFolder;
import minos.store.StoreFailed;
import minos.suite.Shard;
import minos.suite.SuiteReport;
import minos.suite.gate.AttemptJson;
import minos.suite.gate.JUnitXml;
import minos.suite.gate.MarkdownSummary;
import minos.suite.gate.SuiteJson;

/** What stays of a suite: {@code results/suites/<suite>/<time>/}, as results/README.md has it. */
record SuiteFolder(RunFolder folder) {
  static final String SUITE_JSON = "suite.json";
  private static final String SUITES = "suites";
  private static final String RESULTS = "results.jsonl";

  static SuiteFolder create(Path results, String suite, Instant started) throws StoreFailed {
    return new SuiteFolder(RunFolder.create(results.resolve(SUITES), suite, started));
  }

  /** The newest that did not come to its end, of the same plan and shard. */
  static Optional<SuiteFolder> unfinished(
      Path results, String suite, String digest, Optional<Shard> shard) throws StoreFailed {
    List<SuiteFolder> all = all(results, suite);
    for (SuiteFolder each : all.reversed()) {
      SuiteReport report = each.read();
      if (report.digest().equals(digest) && report.shard().equals(shard)) {
        return report.complete() ? Optional.empty() : Optional.of(each);
      }
    }
    return Optional.empty();
  }

  /** Those of earlier suites of that name, the oldest first. */
  static List<SuiteFolder> all(Path results, String suite) throws StoreFailed {
    Path suites = results.resolve(SUITES).resolve(suite);
    if (!Files.isDirectory(suites)) {
      return List.of();
    }
    try (Stream<Path> folders = Files.list(suites)) {
      return folders
          .filter(folder -> !Files.isSymbolicLink(folder))
          .filter(folder -> Files.exists(folder.resolve(SUITE_JSON)))
          .sorted(Comparator.comparing(folder -> folder.getFileName().toString()))
          .map(folder -> new SuiteFolder(new RunFolder(folder)))
          .toList();
    } catch (IOException e) {
      throw StoreFailed.reading(suites, e);
    }
  }

  Path path() {
    return folder.path();
  }

  SuiteReport read() throws StoreFailed {
    try {
      return SuiteJson.read(folder.read(SUITE_JSON));
    } catch (IllegalArgumentException e) {
      throw new StoreFailed(path().resolve(SUITE_JSON) + ": " + e.getMessage());
    }
  }

  void begin(SuiteReport report) throws StoreFailed {
    folder.write(SUITE_JSON, SuiteJson.of(report));
  }

  void end(SuiteReport report) throws StoreFailed {
    folder.write(SUITE_JSON, SuiteJson.of(report));
    folder.write("junit.xml", JUnitXml.of(report));
    folder.write("summary.md", MarkdownSummary.of(report));
  }

  void append(AttemptJson.Line line) throws StoreFailed {
    Path file = path().resolve(RESULTS);
    try {
      Files.writeString(
          file, AttemptJson.of(line), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw StoreFailed.writing(file, e);
    }
  }

  /** What has been attempted, in the order in which it ended; half a line at the end is cut. */
  List<AttemptJson.Line> resume() throws StoreFailed {
    List<AttemptJson.Line> lines = new ArrayList<>();
    StringBuilder whole = new StringBuilder();
    if (Files.exists(path().resolve(RESULTS))) {
      for (String line : folder.read(RESULTS).lines().toList()) {
        try {
          lines.add(AttemptJson.readLine(line));
          whole.append(line).append('\n');
        } catch (IllegalArgumentException e) {
          break;
        }
      }
      folder.write(RESULTS, whole.toString());
    }
    return lines;
  }

  /** Where a run in a process of its own says what it has to say. */
  Path log(int index, int attempt) throws StoreFailed {
    Path logs = path().resolve("logs");
    try {
      Files.createDirectories(logs);
    } catch (IOException e) {
      throw StoreFailed.writing(logs, e);
    }
    return logs.resolve(index + "-" + attempt + ".log");
  }
}
