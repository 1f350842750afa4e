package minos.check.knossos;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Class paths of things that have the names of Knossos; Clojure itself is the real one. */
public final class StandIn {
  private StandIn() {}

  /** That judges. */
  public static String classPath() {
    return with();
  }

  /**
   * @param folders of the test's resources that come first: hangs, exits, swells
   */
  public static String with(String... folders) {
    Stream<String> resources =
        Stream.concat(Stream.of(folders), Stream.of("standin")).map(StandIn::folder);
    return Stream.concat(resources, clojure().stream())
        .collect(Collectors.joining(File.pathSeparator));
  }

  static List<String> clojure() {
    String path =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return Arrays.stream(path.split(File.pathSeparator))
        .filter(jar -> jar.contains("clojure") || jar.contains("spec"))
        .toList();
  }

  private static String folder(String name) {
    try {
      return Path.of(Objects.requireNonNull(StandIn.class.getResource("/knossos/" + name)).toURI())
          .toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
