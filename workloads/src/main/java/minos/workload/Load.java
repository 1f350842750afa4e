package minos.workload;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import minos.generate.Generator;
import minos.generate.Generators;
import minos.generate.Seed;
import minos.run.Workload;

/**
 * What clients do to a few objects of one kind: reads and changes by chance, with no value given
 * twice, so that a read tells which change it saw, and a contradiction is a handful of operations.
 *
 * @param concurrency a process that ended in doubt comes back with a number this much higher
 * @param fresh the next value to give, never used before
 * @param objects what each was asked for so far
 */
record Load(Kind kind, Seed seed, int concurrency, long fresh, List<Asked> objects)
    implements Generator {
  /** After so many changes a growing object is read half as often as a new one. */
  private static final double HALF_AS_OFTEN = 50;

  /** The operations of a kind of object. */
  interface Kind {
    Invocation read(long key);

    /**
     * @param fresh a value that nobody has used before
     * @param latest the value of the last change that was asked for; 0 for none. Nobody gives it
     */
    Invocation change(long key, long fresh, long latest, Seed seed);

    /** Whether it holds all that it was ever given, so that a read costs as much. */
    default boolean grows() {
      return false;
    }
  }

  /**
   * What one object was asked for, whatever came of it.
   *
   * @param latest value of the last change; 0 for none
   */
  record Asked(long changes, long latest) {
    private static final Asked NOTHING = new Asked(0, 0);
  }

  /** Endless. */
  static Generator of(Workload.Options options, Kind kind) {
    return new Load(
        kind,
        new Seed(options.seed()),
        options.concurrency(),
        1,
        Collections.nCopies(options.keys(), Asked.NOTHING));
  }

  /** Every object once; the runner asks again until it has an answer. */
  static Generator finalReads(Workload.Options options, Kind kind) {
    return Generators.each(LongStream.range(0, options.keys()).mapToObj(kind::read).toList());
  }

  @Override
  public Next next(Context context) {
    int key = seed.child("key").below(objects.size());
    return reads(context, objects.get(key).changes) ? read(key) : change(key);
  }

  /**
   * Half the time; of objects that grow more and more rarely, so that the history grows with the
   * number of operations and not with its square. One process in three only reads what stays small:
   * a client that also writes leaves a leader that was cut off at its first write, and would never
   * see what such a leader tells those who stay.
   */
  private boolean reads(Context context, long changes) {
    return kind.grows()
        ? seed.child("reads").uniform() < 0.5 / (1 + changes / HALF_AS_OFTEN)
        : context.process() % concurrency % 3 == 0 || seed.child("reads").flip();
  }

  private Next read(int key) {
    return new Next.Invoke(
        kind.read(key), new Load(kind, seed.next(), concurrency, fresh, objects));
  }

  private Next change(int key) {
    Asked before = objects.get(key);
    List<Asked> after = new ArrayList<>(objects);
    after.set(key, new Asked(before.changes + 1, fresh));
    return new Next.Invoke(
        kind.change(key, fresh, before.latest, seed),
        new Load(kind, seed.next(), concurrency, fresh + 1, after));
  }
}
