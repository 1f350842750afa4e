package minos.node;

import java.io.PrintStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.Consumer;
import minos.raft.NodeId;

/** What happens to a server, one line per event: UTC time, the server's name, the event. */
public final class Log implements Consumer<String> {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final NodeId self;
  private final PrintStream out;

  public Log(NodeId self, PrintStream out) {
    this.self = self;
    this.out = out;
  }

  @Override
  public void accept(String event) {
    out.println(TIME.format(Instant.now()) + " " + self + " " + event);
  }
}
