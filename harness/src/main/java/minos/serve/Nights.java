package minos.serve;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What suites left: {@code suites/<suite>/<time>/suite.json}, as results/README.md has it.
 *
 * @param bySuite the newest night first
 */
record Nights(Map<String, List<Night>> bySuite) {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int NIGHTS_MAX = 30;

  /** The worst first: of several cases of a group the worst is shown. */
  private static final List<String> WORST_FIRST =
      List.of(
          "violation",
          "missed",
          "error",
          "unknown",
          "quarantined",
          "not-run",
          "unavailable",
          "passed");

  /**
   * One time that a suite ran.
   *
   * @param verdict "" as long as it is not complete
   * @param groups what came of each
   */
  record Night(String started, String verdict, Map<String, Cell> groups) {}

  /**
   * Of one group in one night.
   *
   * @param standing of the worst of its cases
   * @param reason of that one
   * @param folder of its last run, relative to the results; "" if there is none
   * @param cases how many there are
   */
  record Cell(String standing, String reason, String folder, int cases) {
    private Cell and(Cell other) {
      Cell worse = rank(standing) <= rank(other.standing) ? this : other;
      return new Cell(worse.standing, worse.reason, worse.folder, cases + other.cases);
    }

    private static int rank(String standing) {
      int rank = WORST_FIRST.indexOf(standing);
      return rank < 0 ? 0 : rank;
    }
  }

  static Nights of(Path results) throws IOException {
    Map<String, List<Night>> suites = new TreeMap<>();
    for (Path suite : folders(results.resolve("suites"))) {
      List<Night> nights = new ArrayList<>();
      for (Path night : folders(suite).reversed().stream().limit(NIGHTS_MAX).toList()) {
        Path file = night.resolve("suite.json");
        if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
          nights.add(night(MAPPER.readTree(file.toFile())));
        }
      }
      if (!nights.isEmpty()) {
        suites.put(suite.getFileName().toString(), nights);
      }
    }
    return new Nights(suites);
  }

  private static Night night(JsonNode suite) {
    Map<String, Cell> groups = new LinkedHashMap<>();
    for (JsonNode one : suite.path("cases")) {
      String folder = "";
      for (JsonNode attempt : one.path("attempts")) {
        folder = attempt.path("folder").asText(folder);
      }
      String standing = one.path("standing").asText("not-run");
      Cell cell = new Cell(standing, one.path("reason").asText(), folder, 1);
      groups.merge(one.path("group").asText(one.path("name").asText()), cell, Cell::and);
    }
    return new Night(suite.path("started").asText(), suite.path("verdict").asText(), groups);
  }

  /** By name; links are none. */
  private static List<Path> folders(Path parent) throws IOException {
    if (!Files.isDirectory(parent, LinkOption.NOFOLLOW_LINKS)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(parent)) {
      return all.filter(each -> Files.isDirectory(each, LinkOption.NOFOLLOW_LINKS))
          .sorted(Comparator.comparing(each -> each.getFileName().toString()))
          .toList();
    }
  }
}
