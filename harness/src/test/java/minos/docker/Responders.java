package minos.docker;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A cluster of servers that say their name to whoever connects; perl is in every Debian image. */
final class Responders {
  static final int PORT = 7000;

  private static final String SERVER =
      """
      use Socket; $| = 1; $SIG{TERM} = sub { print "ends\\n"; exit 0 };
      socket(my $s, PF_INET, SOCK_STREAM, 0); setsockopt($s, SOL_SOCKET, SO_REUSEADDR, 1);
      bind($s, sockaddr_in(7000, INADDR_ANY)) or die "bind: $!"; listen($s, 9);
      print "up\\n"; open(my $f, '>>', '/data/starts'); print $f "started\\n"; close($f);
      while (accept(my $c, $s)) { send($c, "$ENV{NAME}\\n", 0); close($c); }
      """;

  private Responders() {}

  static ContainerSpec spec(String run, boolean keep, String... names) {
    return new ContainerSpec(
        run, Images.BASE, List.of(names).stream().map(Responders::node).toList(), keep);
  }

  static ContainerSpec.NodeSpec node(String name) {
    return new ContainerSpec.NodeSpec(
        name,
        List.of("perl", "-e", SERVER),
        Map.of("NAME", name),
        Map.of(),
        "/data",
        List.of("/data/starts"));
  }

  /** What the server of a node says within half a second, or nothing. */
  static String ask(Containers cluster, String node) {
    return ask(cluster, node, Duration.ofMillis(500));
  }

  static String ask(Containers cluster, String node, Duration limit) {
    try (Socket socket = new Socket()) {
      socket.connect(cluster.address(node, PORT), (int) limit.toMillis());
      socket.setSoTimeout((int) limit.toMillis());
      String line =
          new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
              .readLine();
      return line == null ? "" : line;
    } catch (IOException e) {
      return "";
    }
  }
}
