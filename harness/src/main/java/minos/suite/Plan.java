package minos.suite;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All cases of a suite in the order in which they are to run. However soon time is up, each matrix
 * got its share: after a tenth of the plan a tenth of each has run, and every combination with the
 * first seed before any with the second.
 *
 * @param cases those of a shard, if the suite is sharded
 */
public record Plan(String suite, List<Case> cases) {
  private static final List<String> NAMED_OTHERWISE =
      List.of(Case.SYSTEM, Case.WORKLOAD, Case.WORLD, "faults", "nodes", Case.TIME, Case.SEED);
  private static final int DIGEST_BYTES = 8;

  /**
   * A case in line.
   *
   * @param position from 0 (first) to 1 (last) within its block
   */
  private record Placed(double position, Case one) {}

  /**
   * The order is a pure function of the suite.
   *
   * @throws SameCaseTwice if two places ask for the same
   */
  public static Plan of(Suite suite) throws SameCaseTwice {
    List<Placed> placed = new ArrayList<>();
    suite.scenarios().forEach(scenario -> placed.add(new Placed(0, scenario)));
    for (Block block : suite.blocks()) {
      List<Map<String, String>> combinations = block.combinations();
      for (int i = 0; i < combinations.size(); i++) {
        placed.add(
            new Placed(
                (i + 0.5) / combinations.size(), asCase(suite.name(), block, combinations.get(i))));
      }
    }
    placed.sort(Comparator.comparingDouble(Placed::position));
    List<Case> cases = placed.stream().map(Placed::one).toList();
    refuseTwins(cases);
    return new Plan(suite.name(), cases);
  }

  /** The cases of one shard: every n-th, so that each has its share of every matrix. */
  public Plan of(Shard shard) {
    List<Case> own = new ArrayList<>();
    for (int i = shard.index() - 1; i < cases.size(); i += shard.count()) {
      own.add(cases.get(i));
    }
    return new Plan(suite, List.copyOf(own));
  }

  /** Sixteen hex digits, the same for the same cases in the same order. */
  public String digest() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (Case one : cases) {
        String line = one.classname() + " " + one.name() + " " + one.expects() + one.arguments();
        digest.update(line.getBytes(StandardCharsets.UTF_8));
      }
      return HexFormat.of().formatHex(digest.digest(), 0, DIGEST_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static Case asCase(String suite, Block block, Map<String, String> options) {
    return new Case(
        suite, name(options), options, block.expects(), block.ifAvailable(), block.where());
  }

  /** What tells a case from all others: {@code partition,kill x5 in sim 30s rate=10 [seed 7]}. */
  public static String name(Map<String, String> options) {
    StringBuilder name =
        new StringBuilder(options.getOrDefault("faults", ""))
            .append(" x")
            .append(options.get("nodes"))
            .append(" in ")
            .append(options.get(Case.WORLD))
            .append(' ')
            .append(options.get(Case.TIME));
    options.forEach((option, value) -> {
      if (!NAMED_OTHERWISE.contains(option)) {
        name.append(' ').append(option).append('=').append(value);
      }
    });
    return name.append(" [seed ").append(options.get(Case.SEED)).append(']').toString().strip();
  }

  private static void refuseTwins(List<Case> cases) throws SameCaseTwice {
    Map<String, Case> known = new LinkedHashMap<>();
    for (Case one : cases) {
      Case twin = known.put(one.classname() + " " + one.name(), one);
      if (twin != null) {
        throw new SameCaseTwice(
            "%s: the same case is asked for at %s, too: %s; leave one of them out"
                .formatted(one.where(), twin.where(), one.name()));
      }
    }
  }

  /** Two cases that reports could not tell apart; the message says where both are. */
  public static final class SameCaseTwice extends Exception {
    SameCaseTwice(String message) {
      super(message);
    }
  }
}
