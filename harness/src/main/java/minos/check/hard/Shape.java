package minos.check.hard;

import minos.model.CasRegister;
import minos.model.Elements;
import minos.model.FifoQueue;
import minos.model.GrowOnlySet;
import minos.model.Model;

/**
 * What a history is to be like.
 *
 * @param keys how many objects
 * @param crashRate which part of all operations ends with an unknown outcome, from 0 to 1
 * @param values how many different ones are written, again and again; 0 for each only once
 * @param lie whether one operation returned what it certainly cannot have, as late as may be
 */
public record Shape(
    Kind kind,
    int operations,
    int processes,
    int keys,
    double crashRate,
    int values,
    boolean lie,
    long seed) {

  /** What the objects are. */
  public enum Kind {
    /** Reads, writes and swaps. */
    REGISTER,
    /** Enqueues and dequeues, of which many find nothing. */
    QUEUE,
    /** Enqueues and dequeues, of which hardly any finds nothing. */
    LONG_QUEUE,
    /** Adds, removes and asks for single elements. */
    SET,
    /** Adds, and a few reads of all of it. */
    GROWING_SET;

    /** What judges such objects. */
    public Model<?> model() {
      return switch (this) {
        case REGISTER -> new CasRegister();
        case QUEUE, LONG_QUEUE -> new FifoQueue();
        case SET -> new Elements();
        case GROWING_SET -> new GrowOnlySet();
      };
    }
  }

  /** With values that are written only once, no unknown outcomes, and no lie. */
  public static Shape of(Kind kind, int operations, int processes) {
    return new Shape(kind, operations, processes, 1, 0, 0, false, 1);
  }

  public Shape keys(int number) {
    return new Shape(kind, operations, processes, number, crashRate, values, lie, seed);
  }

  public Shape crashing(double rate) {
    return new Shape(kind, operations, processes, keys, rate, values, lie, seed);
  }

  public Shape reusing(int number) {
    return new Shape(kind, operations, processes, keys, crashRate, number, lie, seed);
  }

  public Shape lying() {
    return new Shape(kind, operations, processes, keys, crashRate, values, true, seed);
  }

  public Shape seed(long number) {
    return new Shape(kind, operations, processes, keys, crashRate, values, lie, number);
  }
}
