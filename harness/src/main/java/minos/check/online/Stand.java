package minos.check.online;

import java.util.Set;

/**
 * Where an object may stand at a cut: all that its past means for its future. Operations are named
 * by the index of their invocation.
 *
 * @param settled operations open at the cut that may return without more ado
 * @param used operations that are used up: of unknown outcome, or open at the cut
 * @param <S> as the model has it
 */
record Stand<S>(S state, Set<Long> settled, Set<Long> used) {

  /** Of an object to which nothing has happened. */
  static <S> Stand<S> still(S state) {
    return new Stand<>(state, Set.of(), Set.of());
  }
}
