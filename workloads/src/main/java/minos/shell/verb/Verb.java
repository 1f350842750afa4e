package minos.shell.verb;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import minos.cluster.ClusterFailed;

/**
 * One command of the shell.
 *
 * @param parameters as the help shows them: {@code NAME} must be given, {@code [NAME]} may be,
 *     {@code NAME...} and {@code [NAME...]} take all the rest, and {@code a|b} is one of these
 *     words
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
    return arguments >= needed && (isOpen() || arguments <= parameters.size());
  }

  /**
   * What is wanted at a position, without brackets and dots; empty where nothing is.
   *
   * @param position from 1 on
   */
  public Optional<String> parameter(int position) {
    boolean there = position <= parameters.size() || isOpen();
    return there
        ? Optional.of(
            parameters.get(Math.min(position, parameters.size()) - 1).replaceAll("[\\[\\].]", ""))
        : Optional.empty();
  }

  private boolean isOpen() {
    return !parameters.isEmpty() && parameters.getLast().matches(".*\\.\\.\\.]?");
  }
}
