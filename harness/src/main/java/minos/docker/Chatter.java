package minos.docker;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import java.util.List;
import org.slf4j.LoggerFactory;

/** Keeps Docker's client from logging each byte, whatever the configuration of logging says. */
final class Chatter {
  private static final List<String> TALKERS =
      List.of("org.testcontainers", "com.github.dockerjava");

  private Chatter() {}

  static void silence() {
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
      for (String talker : TALKERS) {
        Logger logger = context.getLogger(talker);
        logger.setLevel(Level.OFF);
      }
    }
  }
}
