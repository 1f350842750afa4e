package minos.shell.verb;

import java.io.IOException;
import java.util.List;
import minos.cluster.ClusterFailed;

/**
 * One command of the shell.
 *
 * @param parameters as the help shows them: {@code NAME} must be given, {@code [NAME]} may be, and
 *     {@code NAME...} takes all the rest
 * @param help one line
 */
public record Verb(String name, List<String> parameters, String help, Action action) {
  /** What it does. */
  public interface Action {
    /**
     * @param arguments as many as the parameters allow
     * @throws ClusterFailed if it is certainly not done, with one line for the user
     * @throws IOException if a server does not answer as it should
     * @throws IllegalArgumentException if an argument is none, with one line for the user
     */
    Result run(Session session, List<String> arguments) throws ClusterFailed, IOException;
  }

  /**
   * @param usage name and parameters
   */
  static Verb of(String usage, String help, Action action) {
    List<String> words = List.of(usage.split(" "));
    return new Verb(words.getFirst(), words.subList(1, words.size()), help, action);
  }

  /** How it is typed. */
  public String usage() {
    return parameters.isEmpty() ? name : name + " " + String.join(" ", parameters);
  }

  /** Whether it can be called with so many arguments. */
  public boolean takes(int arguments) {
    long needed = parameters.stream().filter(parameter -> !parameter.startsWith("[")).count();
    boolean open = !parameters.isEmpty() && parameters.getLast().endsWith("...");
    return arguments >= needed && (open || arguments <= parameters.size());
  }
}
