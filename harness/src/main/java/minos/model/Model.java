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
   * @throws IllegalArgumentException if the model has no such operation or it cannot take such a
   *     value, whatever the state
   */
  Optional<S> step(S state, Call call);

  /** The state in a few words for people: {@code 3}, {@code nil}, {@code [1, 2]}. */
  String describe(S state);

  /**
   * For objects that hold one value: what the call finds and leaves. {@link #step} says the same.
   * Empty for a call of which that cannot be said; the object then counts as one of many values.
   *
   * @throws IllegalArgumentException as {@link #step}
   */
  default Optional<Access> access(Call call) {
    return Optional.empty();
  }

  /**
   * Whether the call leaves every state in which it is legal as it is, such as a read. A write that
   * happens to find its own value does not: in another state it changes something. False is always
   * safe, and slower.
   */
  default boolean onlyReads(Call call) {
    return access(call).map(access -> !access.leaves()).orElse(false);
  }
}
