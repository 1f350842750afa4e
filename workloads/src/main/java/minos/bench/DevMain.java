package minos.bench;
import java.nio.file.*;
import java.time.Duration;
import java.util.*;
final class DevMain {
  public static void main(String[] a) throws Exception {
    Path folder = Files.createTempDirectory(Path.of("/work/wt-PERF/target"), "bench");
    var clock = new minos.time.RealTime();
    List<Integer> levels = new ArrayList<>();
    int seconds = Integer.parseInt(a[0]); int warm = Integer.parseInt(a[1]); int rounds = Integer.parseInt(a[2]); boolean etcd = a[3].equals("etcd");
    for (int i = 4; i < a.length; i++) levels.add(Integer.parseInt(a[i]));
    String flags = System.getProperty("flags", "-XX:+UseSerialGC -Xms64m -Xmx384m -Xss512k");
    List<Measurable> systems = new ArrayList<>();
    try (RaftServers servers = new RaftServers(folder, List.of(flags.split(" ")));
        EtcdSystem e = new EtcdSystem(folder, clock::nanos)) {
      servers.startAll();
      systems.add(new RaftSystem(servers, clock::nanos));
      if (etcd) { e.startAll(); systems.add(e); }
      systems.get(0).measure(new Load(Load.Kind.PUT, 256, Duration.ofSeconds(3), Duration.ofSeconds(2)));
      System.err.println(Files.readString(Path.of("/proc/loadavg")));
      new RaftBench(systems, System.err::println).run(levels, Duration.ofSeconds(warm), Duration.ofSeconds(seconds), rounds);
      System.err.println(Files.readString(Path.of("/proc/loadavg")));
    } finally {
      new ProcessBuilder("rm", "-rf", folder.toString()).start().waitFor();
    }
  }
}
