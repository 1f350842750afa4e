package minos.model;

import java.util.Optional;

/** A lock: {@code acquire} while it is free, and {@code release} while it is held, by whomever. */
public record Mutex() implements Model<Boolean> {
  private static final String FREE = "free";
  private static final String HELD = "held";

  @Override
  public String name() {
    return "mutex";
  }

  /** Not held. */
  @Override
  public Boolean initial() {
    return false;
  }

  @Override
  public Optional<Boolean> step(Boolean held, Call call) {
    return switch (call.f()) {
      case "acquire" -> held ? Optional.empty() : Optional.of(true);
      case "release" -> held ? Optional.of(false) : Optional.empty();
      default -> throw unknown(call);
    };
  }

  /** As of a value that is found one way and left the other. */
  @Override
  public Optional<Access> access(Call call) {
    return switch (call.f()) {
      case "acquire" -> Optional.of(Access.swap(FREE, HELD));
      case "release" -> Optional.of(Access.swap(HELD, FREE));
      default -> throw unknown(call);
    };
  }

  @Override
  public String describe(Boolean held) {
    return held ? HELD : FREE;
  }

  private static IllegalArgumentException unknown(Call call) {
    return new IllegalArgumentException("mutex has acquire and release, not " + call.f());
  }
}
