package minos.cli;

import minos.cluster.ClusterFailed;
import minos.report.Paint;
import minos.report.RunFiles;
import minos.report.RunReport;
import minos.report.TerminalReport;
import minos.store.StoreFailed;
import minos.store.StoredRun;
import minos.time.RealTime;

/** Runs a test where a user looks on, and shows what came of it. */
public final class OneRun {
  private final Console console;

  OneRun(Console console) {
    this.console = console;
  }

  /** Runs it to its verdict, leaves all files, and prints the report. */
  StoredRun.Outcome execute(StoredRun.Request request) throws StoreFailed, ClusterFailed {
    StatusLine status = new StatusLine(console, new RealTime()::nanos);
    StoredRun run = new StoredRun(request, status);
    onInterrupt(status, "what was seen so far is judged", run::stop, run::abandon);
    StoredRun.Outcome outcome;
    try {
      outcome = run.execute();
    } finally {
      status.clear();
    }
    RunReport report = RunFiles.write(outcome);
    console
        .out()
        .print(
            TerminalReport.of(
                report, console.colour() ? Paint.ANSI : Paint.NONE, console.columns()));
    console.out().flush();
    return outcome;
  }

  /**
   * What Ctrl-C does: first, the second time, and the third.
   *
   * @param soon what happens first, for the user
   */
  public static void onInterrupt(StatusLine status, String soon, Runnable stop, Runnable abandon) {
    Interrupts.handle(
        () -> {
          status.warning("stopping; " + soon + " (again to end at once)");
          stop.run();
        },
        () -> {
          status.warning(
              "ending at once; the cluster is removed (again to leave it to the next run)");
          abandon.run();
          // Not halt: what is being started is known to a hook alone, which takes it away.
          System.exit(ExitCode.FAILED);
        },
        () -> Runtime.getRuntime().halt(ExitCode.FAILED));
  }
}
