package minos.store;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.FileAppender;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** {@code minos.log}: everything that is logged while it is open. */
final class RunLog implements AutoCloseable {
  private static final String RUN = "minos.run";

  private final Logger root;
  private final FileAppender<ILoggingEvent> appender = new FileAppender<>();

  RunLog(RunFolder folder) {
    root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    LoggerContext context = root.getLoggerContext();
    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setPattern("%d{yyyy-MM-dd'T'HH:mm:ss.SSS} %-5level %logger{20} %msg%n");
    encoder.start();
    appender.addFilter(ownLines(folder.path().toString()));
    MDC.put(RUN, folder.path().toString());
    appender.setContext(context);
    appender.setEncoder(encoder);
    appender.setFile(folder.log().toString());
    appender.start();
    root.addAppender(appender);
  }

  void note(String line) {
    root.info("{}", line);
  }

  /** Simulated runs go on side by side, each in a thread of its own that says whose it is. */
  private static Filter<ILoggingEvent> ownLines(String run) {
    return new Filter<>() {
      @Override
      public FilterReply decide(ILoggingEvent event) {
        return event.getMDCPropertyMap().getOrDefault(RUN, run).equals(run)
            ? FilterReply.NEUTRAL
            : FilterReply.DENY;
      }
    };
  }

  @Override
  public void close() {
    MDC.remove(RUN);
    root.detachAppender(appender);
    appender.stop();
  }
}
