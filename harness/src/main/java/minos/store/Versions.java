package minos.store;

import java.util.Objects;

/** What a run ran on; part of every run.json. */
public record Versions(String minos, String java, String os) {

  /** Of the program that asks. */
  public static Versions current() {
    return new Versions(
        Objects.requireNonNullElse(
            Versions.class.getPackage().getImplementationVersion(), "development"),
        System.getProperty("java.vm.version") + " (" + System.getProperty("java.vendor") + ")",
        System.getProperty("os.name")
            + " "
            + System.getProperty("os.version")
            + " "
            + System.getProperty("os.arch"));
  }
}
