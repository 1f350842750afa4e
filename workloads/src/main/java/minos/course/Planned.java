package minos.course;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.LongStream;
import minos.cluster.World;
import minos.course.Configuration.Event;
import minos.course.Configuration.Kind;
import minos.fault.Fault;
import minos.fault.FaultScript;
import minos.fault.FaultScript.Entry;
import minos.fault.FaultTiming;
import minos.generate.Seed;
import minos.history.Op;
import minos.run.OpScript;
import minos.run.Test;

/**
 * A configuration of the course as a test of Minos: which client asks what and when, and what
 * breaks. Clients share a few registers and never put a value twice, so that a contradiction is a
 * handful of operations; the course's own clients have keys of their own.
 */
final class Planned {
  private static final int CLIENTS = 8;
  private static final int KEYS_MAX = 20;
  private static final int REQUESTS_PER_KEY = 10;
  private static final double NANOS = 1e9;
  private static final double PERMILLE = 1000;

  private Planned() {}

  /**
   * @param program the words of the command that starts a replica
   */
  static Test test(Configuration course, long seed, List<String> program) {
    Optional<FaultScript> script = faults(course);
    int keys = Math.clamp(course.requests() / REQUESTS_PER_KEY, 1, KEYS_MAX);
    return new Test(
            "cs3700",
            "read-write",
            World.PROCESS,
            course.replicas(),
            script.map(FaultScript::labels).orElse(List.of()),
            script,
            FaultTiming.DEFAULT,
            Duration.ofNanos(nanos(course.lifetime())),
            CLIENTS,
            0,
            keys,
            seed,
            List.of(),
            "")
        .with(requests(course, keys, new Seed(seed).child("requests")))
        .running(program);
  }

  private static OpScript requests(Configuration course, int keys, Seed seed) {
    double each = (course.lifetime() - course.startWait() - course.endWait()) / course.requests();
    List<Op> load = new ArrayList<>();
    Seed chance = seed;
    for (int request = 0; request < course.requests(); request++) {
      long key = chance.child("key").below(keys);
      boolean reads = chance.child("mix").uniform() < course.mix();
      load.add(
          new Op(
              request,
              nanos(course.startWait() + request * each),
              request % CLIENTS,
              Op.Type.INVOKE,
              reads ? "read" : "write",
              key,
              reads ? null : (Long) (request + 1L),
              Map.of()));
      chance = chance.next();
    }
    List<Op> finals =
        LongStream.range(0, keys)
            .mapToObj(key -> new Op(0, 0, 0, Op.Type.INVOKE, "read", key, null, Map.of()))
            .toList();
    return new OpScript(load, finals);
  }

  private static Optional<FaultScript> faults(Configuration course) {
    List<Entry> entries = new ArrayList<>();
    if (course.drops() > 0) {
      Map<String, Long> amounts = new TreeMap<>();
      Test.nodeNames(course.replicas())
          .forEach(node -> amounts.put(node, Math.round(PERMILLE * course.drops())));
      Fault loss = new Fault.Chosen(named("packets-loss-all"), amounts);
      entries.add(new Entry(loss, 0, OptionalLong.empty()));
    }
    List<Event> events = course.events();
    for (int at = 0; at < events.size(); at++) {
      Event event = events.get(at);
      if (event.kind() != Kind.PART_END) {
        entries.add(
            new Entry(fault(event.kind()), nanos(event.time()), end(event.kind(), events, at)));
      }
    }
    return entries.isEmpty()
        ? Optional.empty()
        : Optional.of(new FaultScript(course.name(), entries));
  }

  private static Fault fault(Kind kind) {
    return switch (kind) {
      case KILL_LEADER -> named("kill-for-good-leader");
      case KILL_NON_LEADER -> named("kill-for-good-follower");
      case PART_EASY -> named("partition-followers");
      case PART_HARD -> named("partition-leader");
      case PART_END -> throw new IllegalArgumentException("it breaks nothing");
    };
  }

  private static OptionalLong end(Kind kind, List<Event> events, int at) {
    return kind.isKill()
        ? OptionalLong.empty()
        : events.subList(at + 1, events.size()).stream()
            .filter(later -> later.kind() == Kind.PART_END)
            .mapToLong(later -> nanos(later.time()))
            .findFirst();
  }

  private static Fault named(String label) {
    return Fault.labelled(label).orElseThrow();
  }

  private static long nanos(double seconds) {
    return Math.round(NANOS * seconds);
  }
}
