package minos.run;

import java.util.List;
import minos.generate.Generator;
import minos.generate.Generator.Invocation;
import minos.generate.Generators;
import minos.history.Op;

/**
 * Exactly which operations clients begin, when, and in whose place: those of an earlier run, or of
 * a part of it. Each is an invocation whose process is its place, from 0 to below the number of
 * clients.
 *
 * @param load in the order of their times; one that finds its place busy waits until it is free
 * @param finals after all is healed, in their order, each again until it is ok; their times and
 *     processes say nothing
 */
public record OpScript(List<Op> load, List<Op> finals) {
  public OpScript {
    load = List.copyOf(load);
    finals = List.copyOf(finals);
  }

  /** So many clients begin something. */
  public int places() {
    return load.stream().mapToInt(Op::process).max().orElse(0) + 1;
  }

  /** Each so many times later. */
  OpScript slower(int times) {
    return new OpScript(
        load.stream()
            .map(op ->
                new Op(
                    op.index(),
                    times * op.time(),
                    op.process(),
                    op.type(),
                    op.f(),
                    op.key(),
                    op.value(),
                    op.extra()))
            .toList(),
        finals);
  }

  Generator finalReads() {
    return Generators.each(finals.stream().map(OpScript::invocation).toList());
  }

  static Invocation invocation(Op op) {
    return new Invocation(op.f(), op.key(), op.value(), op.extra());
  }
}
