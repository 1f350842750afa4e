package minos.model;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The models that Minos brings, by name. */
public final class Models {
  private Models() {}

  public static List<Model<?>> all() {
    return List.of(new Register(), new CasRegister(), new KeyValue());
  }

  public static Optional<Model<?>> named(String name) {
    return all().stream().filter(model -> model.name().equals(name)).findFirst();
  }

  /** For messages: {@code register, cas-register, key-value}. */
  public static String names() {
    return all().stream().map(Model::name).collect(Collectors.joining(", "));
  }
}
