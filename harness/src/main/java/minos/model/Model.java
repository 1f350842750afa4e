package minos.model;

import java.util.Optional;

/**
 * The sequential specification of one object: what a single client working alone would see.
 *
 * @param <S> state: immutable, with value equality
 */
public interface Model<S> {
  /** As users name it: {@code register}, {@code cas-register}, ... */
  String name();

  S initial();

  /**
   * The state after the call, or empty if the call cannot give that result in this state.
   *
   * @param call a completed call with its result; or a call of unknown outcome, whose result is
   *     unknown and constrains nothing
   */
  Optional<S> step(S state, Call call);

  /** The state in a few words for people: {@code 3}, {@code nil}, {@code [1, 2]}. */
  String describe(S state);
}
