package minos.suite;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Cases, attempts and reports for tests. */
public final class Cases {
  public static final Instant NIGHT = Instant.parse("2026-11-22T01:02:03.456Z");

  private Cases() {}

  /** In the simulation for 30 s. */
  public static Case simulated(String name, long seed) {
    return in("sim", "30s", name, seed, Case.Expectation.VALID);
  }

  public static Case flawed(String name, long seed) {
    return in("sim", "30s", name, seed, Case.Expectation.INVALID);
  }

  /** In containers for 30 s. */
  public static Case real(String name, long seed) {
    return in("docker", "30s", name, seed, Case.Expectation.VALID);
  }

  public static Case in(
      String world, String time, String name, long seed, Case.Expectation expects) {
    Map<String, String> options = new LinkedHashMap<>();
    options.put("system", "raft-kv");
    options.put("workload", "register");
    options.put("in", world);
    options.put("time", time);
    options.put("seed", Long.toString(seed));
    return new Case(
        "nightly", name + " [seed " + seed + "]", options, expects, false, "nightly.yaml:7");
  }

  public static Attempt attempt(Attempt.Ending ending, String... why) {
    return new Attempt(
        NIGHT,
        ending,
        List.of(why),
        Optional.of("raft-kv-register/20261122T010203.456"),
        ending == Attempt.Ending.INVALID
            ? Optional.of(new Attempt.Finding("stale read", "1a2b3c4d", Optional.empty()))
            : Optional.empty(),
        Duration.ofMillis(1500),
        Duration.ofMillis(20),
        new Attempt.Figures(90, 8, 2, OptionalLong.of(4200), Map.of("kill", 812L)));
  }

  public static CaseReport report(Case one, Attempt... attempts) {
    return CaseReport.of(
        one, List.of(attempts), List.of(), java.time.LocalDate.parse("2026-11-22"));
  }

  public static SuiteReport suite(CaseReport... cases) {
    return new SuiteReport(
        "nightly",
        "workloads/suites/nightly.yaml",
        "0123456789abcdef",
        NIGHT,
        Optional.of(new Shard(2, 4)),
        Optional.of(Duration.ofMinutes(20)),
        Duration.ofSeconds(1190),
        true,
        Map.of("minos", "1.0"),
        List.of(),
        List.of(cases));
  }
}
