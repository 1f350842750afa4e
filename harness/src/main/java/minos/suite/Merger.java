package minos.suite;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One report of several shards. */
public final class Merger {
  private Merger() {}

  /**
   * The cases are those of the first shard, then those of the second, and so on; what is missing is
   * a finding, since nothing that did not run is a pass.
   *
   * @param parts in any order, at least one
   * @throws IllegalArgumentException with one line if they are not shards of one suite
   */
  public static SuiteReport merge(List<SuiteReport> parts) {
    Map<Integer, SuiteReport> byIndex = new HashMap<>();
    SuiteReport one = parts.getFirst();
    int count = one.shard().map(Shard::count).orElse(1);
    for (SuiteReport part : parts) {
      if (!part.digest().equals(one.digest())
          || part.shard().map(Shard::count).orElse(1) != count) {
        throw new IllegalArgumentException(
            "%s and %s are no shards of one suite".formatted(named(one), named(part)));
      }
      if (byIndex.put(part.shard().map(Shard::index).orElse(1), part) != null) {
        throw new IllegalArgumentException(named(part) + " is there twice; name each shard once");
      }
    }
    List<String> findings = new ArrayList<>();
    List<CaseReport> cases = new ArrayList<>();
    for (int index = 1; index <= count; index++) {
      SuiteReport part = byIndex.get(index);
      if (part == null) {
        findings.add("Shard " + index + "/" + count + " is missing.");
        continue;
      }
      if (!part.complete()) {
        findings.add("Shard " + index + "/" + count + " did not come to its end.");
      }
      part.findings().stream().filter(each -> !findings.contains(each)).forEach(findings::add);
      cases.addAll(part.cases());
    }
    return new SuiteReport(
        one.suite(),
        one.file(),
        one.digest(),
        parts.stream().map(SuiteReport::started).min(Comparator.naturalOrder()).orElse(Instant.MIN),
        Optional.empty(),
        one.budget(),
        parts.stream().map(SuiteReport::wall).max(Comparator.naturalOrder()).orElse(Duration.ZERO),
        true,
        one.versions(),
        findings,
        cases);
  }

  private static String named(SuiteReport part) {
    return part.suite() + part.shard().map(shard -> " " + shard.label()).orElse("");
  }
}
