package minos.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import minos.cluster.BrokenOff;
import minos.cluster.ClusterFailed;

/**
 * What runs left behind whose Minos was killed: known from their journals of faults, healed and
 * removed by who knows the engine, and noted in the journal once nothing is left.
 *
 * @param runs found; none of those that live, or that are settled
 */
public record Aftermath(List<FaultJournal.Unfinished> runs) {
  /** Who heals and removes. */
  public interface Cure {
    /**
     * @return what was done, one line each
     * @throws ClusterFailed if anything is left that should not be
     */
    List<String> of(List<BrokenOff> broken) throws ClusterFailed;
  }

  /** Of all runs in a folder of results, which need not be there. */
  public static Aftermath in(Path results) throws StoreFailed {
    List<FaultJournal.Unfinished> found = new ArrayList<>();
    for (Path test : folders(results)) {
      for (Path run : folders(test)) {
        Path journal = run.resolve(FaultJournal.FILE);
        Optional<FaultJournal.Unfinished> unfinished =
            Files.exists(journal) ? FaultJournal.unfinished(journal) : Optional.empty();
        unfinished.ifPresent(found::add);
      }
    }
    return new Aftermath(List.copyOf(found));
  }

  private static List<Path> folders(Path parent) throws StoreFailed {
    if (!Files.isDirectory(parent)) {
      return List.of();
    }
    try (Stream<Path> children = Files.list(parent)) {
      return children
          .filter(child -> Files.isDirectory(child) && !Files.isSymbolicLink(child))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw StoreFailed.reading(parent, e);
    }
  }

  /**
   * Has it all cured, also what is known from its labels alone.
   *
   * @return what was found and done, one line each; nothing where nothing was
   * @throws ClusterFailed if anything is left; then it is found again next time
   */
  public List<String> cure(Cure cure) throws ClusterFailed, StoreFailed {
    List<String> lines =
        new ArrayList<>(runs.stream().map(FaultJournal.Unfinished::sentence).toList());
    List<BrokenOff> broken = runs.stream().flatMap(run -> run.brokenOff().stream()).toList();
    lines.addAll(cure.of(broken));
    for (FaultJournal.Unfinished run : runs) {
      run.settle("healed and removed by a later start");
      lines.add(run.run() + ": no fault of it is in force any more, verified");
    }
    return lines;
  }
}
