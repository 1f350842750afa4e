package minos.history.convert;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.List;
import minos.history.Columns;
import minos.history.Format;
import minos.history.JsonLines;

/** A history written in any format; the same when it is read again, but for what is said. */
public final class Conversion {
  private Conversion() {}

  /**
   * Writes all ops; does not flush.
   *
   * @return what the format could not hold, a line a kind
   * @throws CannotHold if it could not hold something that verdicts rest on
   */
  public static List<String> write(Columns columns, Format format, Writer out)
      throws IOException, CannotHold {
    Losses losses = new Losses();
    OpWriter writer = writer(columns, format, losses);
    out.write(writer.head());
    try {
      columns.<CannotHold>forEachOp(op -> {
        try {
          out.write(writer.line(op));
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return losses.notes(format.title());
  }

  private static OpWriter writer(Columns columns, Format format, Losses losses) {
    return switch (format) {
      case JSON_LINES -> op -> JsonLines.line(op) + "\n";
      case EDN -> new EdnWriter(Keys.of(columns), losses);
      case JEPSEN_LOG -> new LogWriter(Keys.of(columns), losses);
      case KV -> new KvWriter(columns, losses);
      case CSV -> new CsvWriter(columns);
    };
  }
}
