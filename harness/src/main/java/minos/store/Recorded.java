package minos.store;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import minos.fault.FaultScript;
import minos.history.History;
import minos.history.HistoryMalformed;
import minos.history.JsonLines;
import minos.run.Test;

/**
 * A run that was, with all that is needed to do it again, or a part of it.
 *
 * @param faults as they were chosen, in the order in which they were asked for; without those that
 *     never took effect
 */
public record Recorded(
    RunFolder folder, RunInfo info, History history, List<FaultScript.Entry> faults) {

  /**
   * @throws StoreFailed naming the file that is not there, or is not what it should be
   */
  public static Recorded in(RunFolder folder) throws StoreFailed {
    RunInfo info = RunInfo.read(folder);
    if (!Files.exists(folder.history())) {
      throw new StoreFailed(
          folder.path()
              + " has no history: --runs keeps none of a valid run; get it back with "
              + info.again(folder.path().toString()));
    }
    try {
      return new Recorded(
          folder, info, JsonLines.read(folder.history()).history(), faults(folder, info.test()));
    } catch (IOException e) {
      throw StoreFailed.reading(folder.history(), e);
    } catch (HistoryMalformed e) {
      throw new StoreFailed(String.valueOf(e.getMessage()));
    }
  }

  private static List<FaultScript.Entry> faults(RunFolder folder, Test test) throws StoreFailed {
    return test.script().isPresent()
        ? test.script().get().entries()
        : FaultsJson.applied(folder.faults(), test.nodeNames());
  }
}
