package minos.target;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Commands of programs that speak the protocol of the course, in JVMs of their own. */
public final class Replicas {
  private Replicas() {}

  /**
   * The reference.
   *
   * @param options such as a flaw
   */
  public static List<String> reference(String... options) {
    List<String> words = new ArrayList<>(java("minos.node.Main"));
    words.addAll(List.of(options));
    words.add("--cs3700");
    return words;
  }

  /** One that is no Raft. */
  public static List<String> toy(String manner) {
    List<String> words = new ArrayList<>(java(ToyReplica.class.getName()));
    words.add(manner);
    return words;
  }

  /** As one text for a command line. */
  public static String quoted(List<String> words) {
    return words.stream().map(word -> "'" + word + "'").collect(Collectors.joining(" "));
  }

  private static List<String> java(String main) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        // Small and soon up: there are many of them.
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        "-Xmx64m",
        "-cp",
        System.getProperty("java.class.path"),
        main);
  }
}
