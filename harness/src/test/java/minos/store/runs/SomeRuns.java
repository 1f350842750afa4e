package minos.store.runs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Run folders with what summaries are made of. */
public final class SomeRuns {
  private SomeRuns() {}

  /**
   * Writes a run that has ended.
   *
   * @param path relative to the results: {@code raft-kv-register/20261120T010000.000}
   */
  public static Path write(Path results, String path, long seed, String verdict)
      throws IOException {
    Path folder = Files.createDirectories(results.resolve(path));
    String name = folder.getFileName().toString();
    String stamp = RunIndex.isRun(folder) ? name : "20261101";
    Files.writeString(
        folder.resolve("run.json"),
        """
        {"started":"%s-%s-%sT01:00:00Z","repeat":"./minos run --seed %d",
         "test":{"system":"raft-kv","workload":"register","in":"sim","nodes":5,
                 "faults":["kill","pause"],"flaws":["RD01"],"seed":%d},
         "versions":{"minos":"1.0"}}
        """
            .formatted(
                stamp.substring(0, 4), stamp.substring(4, 6), stamp.substring(6, 8), seed, seed));
    Files.writeString(
        folder.resolve("verdict.json"),
        """
        {"verdict":"%s","reasons":["<b>first</b>\\tand \\"more\\"","second"],
         "parts":[{"verdict":"valid","reasons":["not this"]}],"checkMillis":7}
        """
            .formatted(verdict));
    Files.writeString(
        folder.resolve("figures.json"),
        """
        {"ops":100,"availability":0.5,"p99Nanos":%d,
         "faults":[{"fault":"kill","recoveryNanos":3},{"fault":"pause","recoveryNanos":9}]%s}
        """
            .formatted(
                seed * 1_000_000,
                verdict.equals("invalid")
                    ? ",\"contradiction\":{\"rule\":\"stale read\",\"seenNanos\":11}"
                    : ""));
    return folder;
  }
}
