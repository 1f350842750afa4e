package minos.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import minos.check.Checker;
import minos.check.Validity;
import minos.check.Verdict;
import minos.check.linear.Linearizability;
import minos.check.proof.Witness;
import minos.history.Columns;
import minos.store.Judge;
import minos.store.StoreFailed;
import minos.store.WitnessFile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whether {@code minos check} also writes an order that explains what is valid. */
final class WitnessOption {
  @Option(
      names = "--witness",
      paramLabel = "FILE",
      description = {
        "Of what is linearizable, write the order in which the operations took effect, one",
        "JSON object a line; it has been replayed."
      })
  private @Nullable Path file;

  boolean isAsked() {
    return file != null;
  }

  /**
   * Writes what is asked for.
   *
   * @param verdict the checker's
   * @return what came of it, in lines
   */
  List<String> write(Columns columns, Checker checker, Verdict verdict, Judge judge)
      throws BadArguments, StoreFailed {
    if (!(checker instanceof Linearizability linearizability)) {
      throw new BadArguments(
          "--witness: the checker %s finds no order; say what the objects are with --model"
              .formatted(checker.name()));
    }
    List<String> lines = new ArrayList<>();
    long operations = 0;
    int objects = 0;
    try (WitnessFile out = new WitnessFile(Objects.requireNonNull(file), columns)) {
      for (int object = 0; object < columns.keys(); object++) {
        Optional<Witness> witness =
            isValid(verdict, object)
                ? judge.witness(columns, linearizability, object)
                : Optional.empty();
        if (witness.isPresent()) {
          out.add(witness.get());
          operations += witness.get().order().length;
          objects++;
        } else {
          Object key = columns.keyAt(object);
          lines.add((key == null ? "" : "key " + key + ": ") + why(verdict, object));
        }
      }
    }
    lines.addFirst(
        "%s: the order of %,d operations on %,d of %,d objects, replayed"
            .formatted(file, operations, objects, columns.keys()));
    return lines;
  }

  private static boolean isValid(Verdict verdict, int object) {
    return verdict.parts().get(object).validity() == Validity.VALID;
  }

  private static String why(Verdict verdict, int object) {
    return switch (verdict.parts().get(object).validity()) {
      case VALID -> "no order: the time or memory for checking ran out; give it more";
      case UNKNOWN -> "no order: whether there is one is unknown";
      case INVALID -> "no order: it is not linearizable";
    };
  }
}
