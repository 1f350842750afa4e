package minos.check.weaker;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import minos.model.Call;
import minos.model.Model;

/**
 * An object whose reads may find it as it was a few changes ago (k-atomicity, Aiyer and others
 * 2005). What changes it works on what it is now.
 *
 * @param versions how many changes a read may be behind
 */
record Behind<S>(Model<S> model, int versions) implements Model<List<S>> {

  @Override
  public String name() {
    return model.name();
  }

  /** The oldest that may be read first, what it is now last. */
  @Override
  public List<S> initial() {
    return List.of(model.initial());
  }

  @Override
  public Optional<List<S>> step(List<S> states, Call call) {
    if (model.onlyReads(call)) {
      return states.stream().anyMatch(state -> model.step(state, call).isPresent())
          ? Optional.of(states)
          : Optional.empty();
    }
    return model.step(states.getLast(), call).map(next -> after(states, next));
  }

  private List<S> after(List<S> states, S next) {
    if (next.equals(states.getLast())) {
      return states;
    }
    List<S> longer = new ArrayList<>(states);
    longer.add(next);
    return List.copyOf(longer.subList(Math.max(0, longer.size() - versions - 1), longer.size()));
  }

  @Override
  public boolean onlyReads(Call call) {
    return model.onlyReads(call);
  }

  @Override
  public String describe(List<S> states) {
    return states.size() == 1
        ? model.describe(states.getLast())
        : "%s (before: %s)"
            .formatted(
                model.describe(states.getLast()),
                String.join(
                    ", ",
                    states.subList(0, states.size() - 1).stream().map(model::describe).toList()));
  }
}
