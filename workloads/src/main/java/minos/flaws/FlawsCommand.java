package minos.flaws;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import minos.cli.BadArguments;
import minos.cli.Closest;
import minos.cli.Console;
import minos.cli.ExitCode;
import minos.raft.flaw.Flaw.Card;
import minos.raft.flaw.Flaws;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code minos flaws}: what can be planted in the reference store, and how to see it. */
@Command(
    name = "flaws",
    description = {
      "Lists the known bugs of Raft that run --flaw can plant in the nodes: each with the",
      "property it breaks, where it has been seen, and what must happen for it to show.",
      ""
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeOnInvalidInput = ExitCode.BAD_ARGUMENTS,
    exitCodeOnExecutionException = ExitCode.FAILED,
    footerHeading = "%nExamples:%n",
    footer = {"  minos flaws", "  minos flaws RD01", "  minos flaws --json"})
final class FlawsCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(
      arity = "0..*",
      paramLabel = "ID",
      description = "Only these, each in full (default: all of them, a few lines each).")
  private List<String> ids = new ArrayList<>();

  @Option(names = "--json", description = "As one JSON array, an object a flaw.")
  private boolean json;

  FlawsCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws BadArguments {
    List<Card> cards = chosen();
    if (json) {
      console.say(FlawText.json(cards));
    } else if (ids.isEmpty()) {
      FlawText.catalogue(cards, console.columns()).forEach(console::say);
    } else {
      cards.forEach(card -> FlawText.full(card, console.columns()).forEach(console::say));
    }
    return ExitCode.VALID;
  }

  private List<Card> chosen() throws BadArguments {
    List<Card> all =
        Flaws.all().stream()
            .map(flaw -> flaw.card())
            .sorted(Comparator.comparing(Card::id))
            .toList();
    if (ids.isEmpty()) {
      return all;
    }
    List<Card> chosen = new ArrayList<>();
    for (String id : ids) {
      chosen.add(
          all.stream()
              .filter(card -> card.id().equals(id.toUpperCase(Locale.ROOT)))
              .findFirst()
              .orElseThrow(() ->
                  new BadArguments(
                      Closest.unknown("flaw", id, all.stream().map(Card::id).toList()))));
    }
    return chosen;
  }
}
