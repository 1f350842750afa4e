package minos.target;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import minos.cluster.FaultNotInjected;
import minos.docker.Containers;

/**
 * Asks a node at its HTTP port from within its own container: a cut between it and its clients cuts
 * off this machine, too, and must not hide from us what the node does.
 */
record FromWithin(Containers containers, int port) {
  private static final Pattern ANSWER =
      Pattern.compile("HTTP/1\\.[01] (\\d{3})[^\\n]*\\n.*?\\r?\\n\\r?\\n(.*)", Pattern.DOTALL);

  /** What a server said. */
  record Answer(int status, String body) {
    /**
     * @param text as it came, headers and all
     * @throws FaultNotInjected if it is no answer
     */
    static Answer read(String text) throws FaultNotInjected {
      Matcher answer = ANSWER.matcher(text);
      if (!answer.matches()) {
        throw new FaultNotInjected("no answer from within: " + text.strip());
      }
      return new Answer(Integer.parseInt(answer.group(1)), answer.group(2));
    }
  }

  boolean isNeeded(String node) {
    return containers.keepsClientsFrom(node);
  }

  /**
   * @param body without quotes
   */
  Answer ask(String node, String method, String path, String body, Duration patience)
      throws FaultNotInjected {
    String request =
        "%s %s HTTP/1.0\\r\\nHost: %s\\r\\nContent-Length: %d\\r\\n\\r\\n%s"
            .formatted(method, path, node, body.getBytes(StandardCharsets.UTF_8).length, body);
    String script =
        "exec 3<>/dev/tcp/127.0.0.1/%d && printf '%s' >&3 && timeout %.1f cat <&3\n"
            .formatted(port, request, patience.toMillis() / 1e3);
    return Answer.read(containers.run(node, script));
  }
}
