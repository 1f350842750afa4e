package minos.run;

import java.time.Duration;

/**
 * How long a run waits for what may never come.
 *
 * @param op for a client's answer; a backstop behind the client's own timeout
 * @param faultCall for a fault to be applied or healed
 * @param recovery for every final read to succeed, from when all faults are healed
 * @param recoveryWhenStopped the same, when the user is waiting for the run to end
 */
public record Limits(
    Duration op, Duration faultCall, Duration recovery, Duration recoveryWhenStopped) {
  public static final Limits DEFAULT =
      new Limits(
          Duration.ofSeconds(5),
          Duration.ofSeconds(60),
          Duration.ofSeconds(30),
          Duration.ofSeconds(5));
}
