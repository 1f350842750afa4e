package minos.workload;

import minos.check.Checker;

/** Maelstrom's lin-kv: what {@link Register} asks, by the name that it has there. */
public final class LinKv implements LoadOf {
  private final Register same = new Register();

  @Override
  public String name() {
    return "lin-kv";
  }

  @Override
  public String summary() {
    return same.summary() + " (Maelstrom)";
  }

  @Override
  public Load.Kind kind() {
    return same.kind();
  }

  @Override
  public Checker checker(Options options) {
    return same.checker(options);
  }
}
