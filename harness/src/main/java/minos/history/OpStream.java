package minos.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** A history in JSON lines, one op at a time, as it comes: what was read is not kept. */
public final class OpStream {
  private final BufferedInputStream in;
  private final Problems problems;
  private final OpParser parser = new OpParser();
  private final WellFormed wellFormed = new WellFormed();
  private long line;

  /**
   * @param name for messages
   */
  public OpStream(InputStream in, String name) {
    this.in = new BufferedInputStream(in);
    problems = new Problems(name, false);
  }

  /**
   * Waits for the next op; empty at the end, also if the last line was cut short.
   *
   * @throws HistoryMalformed if it is none, or cannot follow those before it
   */
  public Optional<Op> next() throws IOException, HistoryMalformed {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int next = in.read();
    for (; next >= 0 && next != '\n'; next = in.read()) {
      bytes.write(next);
    }
    if (next < 0 && bytes.size() == 0) {
      return Optional.empty();
    }
    line++;
    return op(bytes.toByteArray(), next < 0);
  }

  private Optional<Op> op(byte[] bytes, boolean isLast) throws IOException, HistoryMalformed {
    try {
      Op op = parser.parse(bytes, 0, bytes.length);
      Optional<String> objection = wellFormed.objection(op);
      if (objection.isPresent()) {
        problems.found(line, 1, objection.get());
      }
      return Optional.of(op);
    } catch (JsonProcessingException e) {
      if (!isLast) {
        JsonLines.notJson(problems, line, e);
      }
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      problems.found(line, parser.column(), String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }
}
