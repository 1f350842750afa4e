package minos.process;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import minos.cluster.Client;

/**
 * What a kind of program says to others of its kind, to clients and to Minos: one object for one
 * cluster. All calls come from the run's loop, but for {@link #command} and {@link #carriage}.
 */
public interface Dialect {
  /** How messages come and go. */
  enum Carriage {
    LINES,
    DATAGRAMS
  }

  /** What a message of a node is. */
  sealed interface Meaning {
    /** For other nodes, or for clients: by the names that {@link Post} has them under. */
    record Mail(List<String> targets) implements Meaning {}

    /** For Minos itself: the program is ready to serve. */
    record Ready() implements Meaning {}

    /** For Minos itself, which answers the program at once. */
    record Talk(ObjectNode answer) implements Meaning {}

    /** No message of this dialect; why, in words. */
    record Nonsense(String why) implements Meaning {}
  }

  Carriage carriage();

  /** Before the first program is started: what Minos itself offers them may join the network. */
  default void begin(Post post) {}

  /**
   * The whole command of a node's program.
   *
   * @param words as the user gave them
   * @param port where Minos listens for its datagrams; empty where there are none
   */
  List<String> command(List<String> words, String node, OptionalInt port);

  /** What a program is told as soon as it runs; empty if it speaks first. */
  Optional<ObjectNode> greeting(String node);

  Meaning meaning(String node, ObjectNode message);

  /** A client of the programs; its mail is under its own name at the post. */
  Client open(int process, Post post);

  /** Who claims to lead, the latest first; empty where nobody can know. */
  List<String> primaries();
}
