package minos.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import minos.check.hard.HardHistory;
import minos.check.hard.Shape;
import minos.history.JsonLines;
import minos.history.Op;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("minos check on any number of threads")
@DisplayNameGeneration(ReplaceUnderscores.class)
class AnyThreadsTest {
  private static final int OPERATIONS = 2_000;
  private static final int KEYS = 7;

  @TempDir private Path folder = Path.of(".");

  /** Each kind of object; unique and reused values; crashes; valid, and with a lie. */
  static Stream<Shape> shapes() {
    Shape register = Shape.of(Shape.Kind.REGISTER, OPERATIONS, 20).keys(KEYS);
    Shape queue = Shape.of(Shape.Kind.QUEUE, OPERATIONS, 20).keys(KEYS);
    Shape set = Shape.of(Shape.Kind.SET, OPERATIONS, 20).keys(KEYS);
    Shape growing = Shape.of(Shape.Kind.GROWING_SET, OPERATIONS, 20).keys(KEYS);
    return Stream.of(
        register.crashing(0.01),
        register.lying(),
        register.crashing(0.01).lying(),
        register.reusing(5).crashing(0.01),
        register.reusing(5).lying(),
        register.reusing(5).crashing(0.01).lying(),
        queue.crashing(0.01),
        queue.lying(),
        set.crashing(0.01),
        set.crashing(0.01).lying(),
        growing.crashing(0.01),
        growing.lying());
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void says_the_same_byte_for_byte(Shape shape) throws IOException {
    Path file = folder.resolve("hard.jsonl");
    write(shape, file);
    List<String> once = said(file, shape, 1);
    assertTrue(once.get(0).contains(shape.lie() ? "NOT LINEARIZABLE" : ": LINEARIZABLE"));

    for (int threads : new int[] {2, 4, 8}) {
      assertEquals(once, said(file, shape, threads), threads + " threads");
    }
  }

  /** For people with the explanation, for programs, and the order that explains it. */
  private List<String> said(Path file, Shape shape, int threads) throws IOException {
    Path witness = folder.resolve("order.jsonl");
    List<String> always =
        List.of(
            "check", "--threads", "" + threads, "--model", shape.kind().model().name(), file + "");
    List<String> said = new ArrayList<>();
    for (List<String> more :
        List.of(List.of("--explain"), List.of("--json", "--witness", witness.toString()))) {
      List<String> arguments = Stream.concat(always.stream(), more.stream()).toList();
      Shell.Result result = Shell.withoutDocker().run(arguments.toArray(new String[0]));
      assertEquals(shape.lie() ? 1 : 0, result.code(), result.err());
      said.add(withoutTimes(result.out()));
    }
    said.add(Files.readString(witness));
    return said;
  }

  private static String withoutTimes(String said) {
    return said.replaceAll("judged in .*", "").replaceAll("\"[a-zA-Z]*[mM]illis\":[0-9]+", "");
  }

  private static void write(Shape shape, Path file) throws IOException {
    List<Op> ops = new ArrayList<>();
    HardHistory.record(shape, ops::add);
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      JsonLines.write(ops, out);
    }
  }
}
