package minos.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import minos.history.History;
import minos.history.Op;
import org.jspecify.annotations.Nullable;

/** Reads the logs of etcd under Jepsen that porcupine's tests use: one event a line, no clock. */
final class PorcupineLog {
  private PorcupineLog() {}

  static History read(Path file) throws IOException {
    List<Op> ops = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      String[] columns = line.replaceFirst("^INFO +jepsen.util - ", "").split("\\s+", 4);
      if (columns.length == 4 && columns[0].matches("\\d+")) {
        ops.add(
            new Op(
                ops.size(),
                ops.size(),
                Integer.parseInt(columns[0]),
                Op.Type.valueOf(columns[1].substring(1).toUpperCase(java.util.Locale.ROOT)),
                columns[2].substring(1),
                null,
                value(columns[3].strip()),
                Map.of()));
      }
    }
    return new History(ops);
  }

  private static @Nullable Object value(String text) {
    if (text.startsWith("[")) {
      return Arrays.stream(text.substring(1, text.length() - 1).split(" "))
          .map(Long::valueOf)
          .toList();
    }
    return text.matches("-?\\d+") ? (Object) Long.valueOf(text) : null;
  }
}
