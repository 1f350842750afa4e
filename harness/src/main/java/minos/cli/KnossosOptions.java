package minos.cli;

import java.util.Map;
import minos.check.knossos.Knossos;
import minos.check.knossos.KnossosMissing;
import picocli.CommandLine.Option;

/** Where Knossos is, which Minos does not bring along. */
final class KnossosOptions {
  /** What to do where there is none. */
  static final String ADVICE =
      "give one that holds Knossos and Clojure with --knossos-cp or MINOS_KNOSSOS_CP, or build"
          + " Minos with mvn -Pknossos";

  /** Set by the launcher where the build brought Knossos along. */
  private static final String BUILT = "minos.knossos.cp";

  private static final String VARIABLE = "MINOS_KNOSSOS_CP";

  @Option(
      names = "--knossos-cp",
      paramLabel = "PATH",
      description =
          "Class path of Knossos and Clojure (default: MINOS_KNOSSOS_CP, or what a build with"
              + " -Pknossos got).")
  private String classPath = "";

  @Option(
      names = "--knossos-heap",
      paramLabel = "2g",
      defaultValue = "2g",
      description = "Memory of the JVM that Knossos runs in (default: ${DEFAULT-VALUE}).")
  private MemorySize heap = new MemorySize(2L << 30);

  /** Ready to judge. */
  Knossos started() throws BadArguments {
    Knossos knossos =
        new Knossos(classPath(System.getenv(), System.getProperty(BUILT, "")), heap.bytes());
    try {
      knossos.start();
      return knossos;
    } catch (KnossosMissing e) {
      throw new BadArguments(e.getMessage() + "; " + ADVICE);
    }
  }

  String classPath(Map<String, String> environment, String built) throws BadArguments {
    String said = classPath.isEmpty() ? environment.getOrDefault(VARIABLE, built) : classPath;
    if (said.isEmpty()) {
      throw new BadArguments("there is no Knossos here; " + ADVICE);
    }
    return said;
  }
}
