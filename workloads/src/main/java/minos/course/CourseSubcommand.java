package minos.course;

import minos.cli.Console;
import minos.cli.Subcommand;

/** Adds {@code minos course}. */
public final class CourseSubcommand implements Subcommand {
  @Override
  public Object command(Console console) {
    return new CourseCommand(console);
  }
}
