package minos.raft.cluster;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import minos.raft.Chunk;
import minos.raft.Message;
import minos.raft.NodeId;
import minos.raft.Payload;

/** What becomes of messages on their way: lost, repeated, overtaken, damaged, or cut off. */
final class RandomNetwork {
  private record Link(NodeId from, NodeId to) {}

  private final SplittableRandom random;
  private final Timeline timeline;
  private final Supplier<Weather> weather;
  private final Set<Link> cut = new HashSet<>();

  RandomNetwork(SplittableRandom random, Timeline timeline, Supplier<Weather> weather) {
    this.random = random;
    this.timeline = timeline;
    this.weather = weather;
  }

  /** Something travels, and arrives once, twice or never. */
  void travel(Runnable arrival) {
    if (random.nextDouble() >= weather.get().loss()) {
      timeline.schedule(delay(), arrival);
    }
    if (random.nextDouble() < weather.get().duplication()) {
      timeline.schedule(10 * delay(), arrival);
    }
  }

  private long delay() {
    return 1 + random.nextLong(weather.get().delayNanos());
  }

  boolean isCut(NodeId from, NodeId to) {
    return cut.contains(new Link(from, to));
  }

  void heal() {
    cut.clear();
  }

  /** Cuts these servers off from the others; now and then in one direction only. */
  void isolate(Collection<NodeId> island, Collection<NodeId> all) {
    boolean oneWay = random.nextInt(4) == 0;
    for (NodeId inside : island) {
      for (NodeId outside : all) {
        if (!island.contains(outside)) {
          cut.add(new Link(inside, outside));
          if (!oneWay) {
            cut.add(new Link(outside, inside));
          }
        }
      }
    }
  }

  /** Now and then a chunk of a snapshot is not what it was: its checksum must tell. */
  Message damaged(Message message) {
    return message instanceof Message.InstallRequest install && random.nextInt(50) == 0
        ? new Message.InstallRequest(
            install.term(),
            install.mark(),
            new Chunk(
                install.chunk().offset(),
                new Payload(new byte[install.chunk().bytes().size()]),
                install.chunk().last(),
                install.chunk().checksum()),
            install.round())
        : message;
  }
}
