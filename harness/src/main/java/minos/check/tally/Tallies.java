package minos.check.tally;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import minos.check.Checker;

/** The checks that count, by Jepsen's names. */
public final class Tallies {
  private static final Map<String, String> SUMMARIES = summaries();

  private Tallies() {}

  /** By name, with what they ask for. */
  public static Map<String, String> all() {
    return SUMMARIES;
  }

  /**
   * @param asked its name; of some with more behind a colon: {@code bank:100}, {@code
   *     set-full:linearizable}
   */
  public static Optional<Checker> named(String asked) {
    int colon = asked.indexOf(':');
    String name = colon < 0 ? asked : asked.substring(0, colon);
    if (colon < 0) {
      return Optional.ofNullable(plain(name));
    }
    String more = asked.substring(colon + 1);
    if (name.equals("set-full") && more.equals("linearizable")) {
      return Optional.of(new Counted(asked, true, part -> SetFull.of(part, true)));
    }
    if (name.equals("bank") && more.matches("-?[0-9]{1,18}")) {
      long total = Long.parseLong(more);
      return Optional.of(new Counted(asked, false, part -> Bank.of(part, Optional.of(total))));
    }
    return Optional.empty();
  }

  private static @org.jspecify.annotations.Nullable Checker plain(String name) {
    return switch (name) {
      case "set" -> new Counted(name, true, FinalSet::of);
      case "set-full" -> new Counted(name, true, part -> SetFull.of(part, false));
      case "queue" -> new Counted(name, true, Queues::nothingFromNowhere);
      case "total-queue" -> new Counted(name, true, Queues::allComesOut);
      case "counter" -> new Counted(name, true, CounterBounds::of);
      case "echo" -> new Counted(name, false, Echoes::of);
      case "broadcast" -> new Counted(name, false, Delivery::of);
      case "eventual-counter" -> new Counted(name, false, EventualCounter::of);
      case "unique-ids" -> new Counted(name, false, UniqueIds::of);
      case "bank" -> new Counted(name, false, part -> Bank.of(part, Optional.empty()));
      case "long-fork" -> new Counted(name, false, LongFork::of);
      case "stats" -> new Counted(name, false, Outcomes::stats);
      case "unhandled-exceptions" -> new Counted(name, false, Outcomes::exceptions);
      default -> null;
    };
  }

  private static Map<String, String> summaries() {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("set", "every element that was added is in the last read, and no other");
    all.put(
        "set-full",
        "no element that was added gets lost in any later read; set-full:linearizable: none is"
            + " missing even for a time");
    all.put("queue", "every dequeued element was enqueued before, and comes out once");
    all.put("total-queue", "the same, and every enqueued element comes out");
    all.put("counter", "every read lies between what was certainly and what was possibly added");
    all.put("unique-ids", "no generated id comes twice");
    all.put("echo", "every echo returns what it was given");
    all.put("broadcast", "in the end every node has all that was added or broadcast, and no more");
    all.put(
        "eventual-counter", "in the end every node has the sum of all adds, those in doubt or not");
    all.put(
        "bank",
        "transfers keep the total, and no balance below 0; bank:100 says what the total is");
    all.put("long-fork", "no two reads see two writes in opposite orders");
    all.put("stats", "every operation succeeded at least once");
    all.put("unhandled-exceptions", "no client broke with an exception that it did not expect");
    return all;
  }
}
