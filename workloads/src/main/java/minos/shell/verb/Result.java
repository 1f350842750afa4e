package minos.shell.verb;

import java.util.List;

/** What became of one line. */
public sealed interface Result {
  /**
   * It is done.
   *
   * @param answer in a few words; may be empty
   * @param table more lines, to be shown before the answer
   */
  record Ok(String answer, List<String> table) implements Result {}

  /** It has certainly not happened; or it is no command. */
  record Failed(String why) implements Result {}

  /** It may have happened, may still happen, or never. */
  record Unknown(String why) implements Result {}

  /** No more lines are wanted. */
  record Bye() implements Result {}

  static Result ok(String answer) {
    return new Ok(answer, List.of());
  }
}
