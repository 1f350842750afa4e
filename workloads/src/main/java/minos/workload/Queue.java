package minos.workload;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import minos.check.Checker;
import minos.check.linear.Linearizability;
import minos.generate.Generator;
import minos.generate.Generator.Invocation;
import minos.generate.Generators;
import minos.generate.Seed;
import minos.model.FifoQueue;
import minos.run.Workload;

/**
 * Enqueues, each value once, and dequeues of a few queues: nothing may be lost, come twice, or come
 * before what was enqueued earlier. Queues fill up for a while and are emptied for a while, so that
 * both long and empty ones are met; at the end they are drained.
 */
public final class Queue implements Workload {
  private static final Map<String, Object> QUEUE = Map.of("object", "queue");

  /** So many operations belong to one tide. */
  private static final int TIDE = 100;

  private static final double SHARE_IN_FLOOD = 0.7;
  private static final double SHARE_AT_EBB = 0.25;

  /** More than a queue is likely to hold when the load ends. */
  private static final int DRAIN = 60;

  @Override
  public String name() {
    return "queue";
  }

  @Override
  public String summary() {
    return "enqueues and dequeues of a few FIFO queues: none lost, none twice, none out of order";
  }

  @Override
  public Generator generator(Options options) {
    return Generators.draw(
        new Seed(options.seed()),
        (number, seed) -> {
          long key = seed.child("key").below(options.keys());
          boolean flood = number / TIDE % 2 == 0;
          double share = flood ? SHARE_IN_FLOOD : SHARE_AT_EBB;
          return seed.child("enqueue").uniform() < share
              ? new Invocation("enqueue", key, number + 1, QUEUE)
              : dequeue(key);
        });
  }

  @Override
  public Generator finalGenerator(Options options) {
    List<Invocation> drain =
        LongStream.range(0, options.keys())
            .mapToObj(Queue::dequeue)
            .flatMap(dequeue -> Collections.nCopies(DRAIN, dequeue).stream())
            .toList();
    return Generators.each(drain);
  }

  @Override
  public Checker checker(Options options) {
    return new Linearizability(new FifoQueue());
  }

  private static Invocation dequeue(long key) {
    return new Invocation("dequeue", key, null, QUEUE);
  }
}
