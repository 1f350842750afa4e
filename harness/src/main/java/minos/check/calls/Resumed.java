package minos.check.calls;

import java.util.List;

/**
 * Calls on an object that has a history already.
 *
 * @param calls with kinds
 * @param starts for each state it may be in at first, its number
 * @param states for each number that the calls can lead to, the model's own state
 * @param <S> as the model has it
 */
public record Resumed<S>(Calls calls, Steps steps, List<Integer> starts, States<S> states) {

  /** What a state is, by number. */
  public interface States<S> {
    S state(int number);
  }
}
