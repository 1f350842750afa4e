package minos.cli;

import java.io.IOException;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import minos.check.hard.HardHistory;
import minos.check.hard.Shape;
import minos.check.hard.Shape.Kind;
import minos.history.Columns;
import minos.history.ColumnsBuilder;
import minos.history.Format;
import minos.history.Formats;
import minos.history.HistoryMalformed;
import minos.history.Op;
import minos.history.convert.CannotHold;
import minos.history.convert.Conversion;
import minos.time.RealTime;

/** How long a history takes to read in each format, and the most memory that held meanwhile. */
final class BenchReading {
  private static final int ROUNDS = 3;
  private static final double NANOS_PER_MILLI = 1e6;

  private final Console console;
  private final RealTime clock;

  BenchReading(Console console, RealTime clock) {
    this.console = console;
    this.clock = clock;
  }

  /**
   * @param events how many beginnings and ends there are
   */
  void measure(int events) throws IOException {
    Shape shape = Shape.of(Kind.REGISTER, events / 2, 20);
    for (Format format : Format.values()) {
      Path file = Files.createTempFile("minos-bench-", "." + format.label());
      try {
        write(format == Format.KV ? inTexts(shape) : HardHistory.of(shape), format, file);
        for (int round = 0; round < ROUNDS; round++) {
          read(format, file);
        }
      } catch (CannotHold e) {
        throw new IllegalStateException(e);
      } finally {
        Files.deleteIfExists(file);
      }
    }
  }

  /** The same as far as porcupine's format goes: gets and puts of texts, all of them done. */
  private static Columns inTexts(Shape shape) {
    ColumnsBuilder columns = new ColumnsBuilder();
    HardHistory.record(
        shape,
        op -> {
          Object last = op.value() instanceof List<?> pair ? pair.getLast() : op.value();
          var unused =
              columns.add(
                  new Op(
                      op.index(),
                      op.time(),
                      op.process(),
                      op.type() == Op.Type.INVOKE ? Op.Type.INVOKE : Op.Type.OK,
                      op.f().equals("read") ? "get" : "put",
                      String.valueOf(op.key()),
                      last == null ? null : last.toString(),
                      Map.of()));
        });
    return columns.columns();
  }

  private static void write(Columns history, Format format, Path file)
      throws IOException, CannotHold {
    try (Writer text = Files.newBufferedWriter(file)) {
      var unused = Conversion.write(history, format, text);
    }
  }

  private void read(Format format, Path file) throws IOException {
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      pool.resetPeakUsage();
    }
    long begin = clock.nanos();
    try {
      Columns columns = Formats.load(file).columns();
      console.say(
          String.format(
              Locale.ROOT,
              "%,d events of %s to columns: %.0f ms, heap up to %,d MB",
              columns.events(),
              format.title(),
              (clock.nanos() - begin) / NANOS_PER_MILLI,
              peakBytes() >> 20));
    } catch (HistoryMalformed e) {
      throw new IllegalStateException(e);
    }
  }

  private static long peakBytes() {
    long bytes = 0;
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      bytes += pool.getType() == MemoryType.HEAP ? pool.getPeakUsage().getUsed() : 0;
    }
    return bytes;
  }
}
