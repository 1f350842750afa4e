package minos.model;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The models that Minos brings, by name. */
public final class Models {
  private Models() {}

  /** The simplest first. */
  public static List<Model<?>> all() {
    return all(null, NilReads.ABSENT);
  }

  public static Optional<Model<?>> named(String name) {
    return named(name, null, NilReads.ABSENT);
  }

  /**
   * A model as a history wants it. Objects that hold no single values take neither.
   *
   * @param initial what there is before anything is written; null for nil
   * @param nilReads what a read that returns null says
   */
  public static Optional<Model<?>> named(String name, @Nullable Object initial, NilReads nilReads) {
    return all(initial, nilReads).stream().filter(model -> model.name().equals(name)).findFirst();
  }

  private static List<Model<?>> all(@Nullable Object initial, NilReads nilReads) {
    return List.of(
        new Register(initial, nilReads),
        new CasRegister(initial, nilReads),
        new KeyValue(initial, nilReads),
        new MultiRegister(initial, nilReads),
        new Mutex(),
        new FencedLock(),
        initial instanceof Long count ? new Counter(count) : new Counter(),
        new GrowOnlySet(),
        new Elements(),
        new ListAppend(),
        new FifoQueue(),
        new PriorityQueue(),
        new Stack());
  }

  /** For messages: {@code register, cas-register, key-value}. */
  public static String names() {
    return all().stream().map(Model::name).collect(Collectors.joining(", "));
  }
}
