package minos.docker.setup;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import minos.cluster.ClusterFailed;
import minos.docker.Engine;
import minos.docker.OneShot;

/** What can be done to the network and the clock inside of a container, tried in one of them. */
final class ContainerProbe {
  private static final String IPTABLES = "iptables in a container";

  /** One power: its name for people, the command that uses it, and what to do without. */
  private record Power(String key, String what, String command, String remedy) {}

  private static final List<Power> POWERS =
      List.of(
          new Power(
              "iptables",
              IPTABLES,
              "iptables -w -A INPUT -s 192.0.2.1 -j DROP",
              "partitions need it: a Linux kernel with netfilter"),
          new Power(
              "statistic",
              "iptables statistic",
              "iptables -w -A INPUT -m statistic --mode random --probability 0.1 -j DROP",
              "packet loss needs it: kernel module xt_statistic"),
          new Power(
              "netem",
              "netem",
              "tc qdisc add dev lo root netem delay 1ms",
              "delay and reordering need it: kernel module sch_netem"),
          new Power(
              "tbf",
              "tbf",
              "tc qdisc replace dev lo root tbf rate 1mbit burst 32kbit latency 400ms",
              "slow links need it: kernel module sch_tbf"),
          new Power(
              "faketime",
              "libfaketime",
              "ls /usr/lib/*/faketime/libfaketimeMT.so.1",
              "clock faults need it: package libfaketime in the image"));

  private ContainerProbe() {}

  static List<Finding> of(Engine engine, String image) {
    try {
      return read(OneShot.run(engine, image, script()), image);
    } catch (ClusterFailed e) {
      return unasked(String.valueOf(e.getMessage()));
    }
  }

  static List<Finding> unasked(String why) {
    return POWERS.stream().map(power -> Finding.unknown(power.what(), why, "")).toList();
  }

  /** Partitions are what containers are for; the other faults are asked for one by one. */
  static boolean suffices(List<Finding> findings) {
    return findings.stream()
        .anyMatch(f -> f.what().equals(IPTABLES) && f.status() == Finding.Status.OK);
  }

  static String script() {
    return POWERS.stream()
        .map(power ->
            """
            if out=$(%s 2>&1); then echo "%s ok"; else echo "%s $? ${out//$'\\n'/ }"; fi
            """
                .formatted(power.command(), power.key(), power.key()))
        .collect(Collectors.joining());
  }

  /** From the script's answer: a line for each power, {@code KEY ok} or {@code KEY EXIT WORDS}. */
  static List<Finding> read(String answer, String image) {
    Map<String, String> byKey =
        answer
            .lines()
            .map(line -> line.split(" ", 2))
            .filter(parts -> parts.length == 2)
            .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1], (a, b) -> a));
    return POWERS.stream()
        .map(power -> finding(power, byKey.getOrDefault(power.key(), ""), image))
        .toList();
  }

  private static Finding finding(Power power, String answer, String image) {
    if (answer.equals("ok")) {
      return Finding.ok(power.what(), "works in " + image);
    }
    if (answer.isEmpty()) {
      return Finding.unknown(power.what(), "no answer from a container of " + image, "");
    }
    if (answer.startsWith("127 ") || power.key().equals("faketime")) {
      return Finding.unknown(
          power.what(), "not in " + image, "the node image brings it: the first ./minos run");
    }
    return Finding.missing(power.what(), answer.replaceAll("^\\d+ ", "").strip(), power.remedy());
  }
}
