package minos.history;

import java.io.IOException;

/** A recorded history does not fit in memory; one line, with what to do. */
public final class HistoryTooLong extends IOException {
  private static final long serialVersionUID = 1;

  HistoryTooLong(String name, OutOfMemoryError cause) {
    super(
        "%s: too long for a heap of %,d MB; give java more, such as JAVA_TOOL_OPTIONS=-Xmx8g"
            .formatted(name, Runtime.getRuntime().maxMemory() >> 20),
        cause);
  }
}
