package minos.check.tally;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads of the balances of all accounts, between which only transfers happen: the accounts and the
 * total are always the same, and no balance is below 0.
 */
final class Bank {
  private final Part part;
  private final Tally tally = new Tally();
  private final List<Integer> reads = new ArrayList<>();

  private Bank(Part part) {
    this.part = part;
  }

  /**
   * @param total what all accounts hold together; if empty, what the first read found
   */
  static Tally of(Part part, Optional<Long> total) {
    Bank bank = new Bank(part);
    part.each(
        "bank",
        List.of("transfer", "read"),
        operation -> {
          boolean read = part.f(operation).equals("read") && part.isOk(operation);
          if (read && part.result(operation) != null) {
            bank.read(operation, total);
          }
        });
    if (bank.reads.isEmpty()) {
      bank.tally.unsure("Nothing was judged: no read of the balances completed.");
    }
    return bank.tally;
  }

  private void read(int read, Optional<Long> total) {
    Map<?, ?> balances = balances(read);
    long sum = 0;
    for (Map.Entry<?, ?> balance : balances.entrySet()) {
      if (!(balance.getValue() instanceof Long amount)) {
        wrong(read, "account %s holds %s".formatted(balance.getKey(), balance.getValue()));
        return;
      }
      sum = Math.addExact(sum, amount);
      if (amount < 0) {
        wrong(read, "account %s holds %,d".formatted(balance.getKey(), amount));
      }
    }
    if (total.isPresent() && sum != total.get()) {
      wrong(read, "all accounts hold %,d together, not %,d".formatted(sum, total.get()));
    }
    reads.add(read);
    if (reads.size() > 1) {
      compare(read, balances.keySet(), sum, total.isEmpty());
    }
  }

  private void compare(int read, Set<?> accounts, long sum, boolean alsoTotals) {
    int first = reads.getFirst();
    Map<?, ?> before = balances(first);
    if (!before.keySet().equals(accounts)) {
      wrong(
          read,
          "there are the accounts %s, but %s found %s"
              .formatted(accounts, part.where(first), before.keySet()));
      return;
    }
    long expected = before.values().stream().mapToLong(amount -> (Long) amount).sum();
    if (alsoTotals && sum != expected) {
      tally.wrong(
          "%s found that all accounts hold %,d together, but %s that they hold %,d."
              .formatted(part.where(read), sum, part.where(first), expected),
          part.operation(read),
          List.of(part.operation(first), part.operation(read)));
    }
  }

  private Map<?, ?> balances(int read) {
    if (part.result(read) instanceof Map<?, ?> balances) {
      return balances;
    }
    throw part.wrong(read, "bank is read as balances by account, not " + part.result(read));
  }

  private void wrong(int read, String what) {
    tally.wrong(
        "%s found that %s.".formatted(part.where(read), what),
        part.operation(read),
        List.of(part.operation(read)));
  }
}
