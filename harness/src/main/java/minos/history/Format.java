package minos.history;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** How a history is written down. */
public enum Format {
  /** Ours: one JSON object a line. */
  JSON_LINES("jsonl", "JSON lines", "json"),
  /** Jepsen's and Knossos' maps, in a vector or one after another. */
  EDN("edn", "EDN", "edn"),
  /** Jepsen's log, as porcupine's tests have it. */
  JEPSEN_LOG("log", "Jepsen's log", "log"),
  /** The key-value histories of porcupine's tests: maps of EDN, of get, put and append. */
  KV("kv", "porcupine's kv", "txt"),
  /** One event a row under a row of names. */
  CSV("csv", "CSV", "csv");

  private final String label;
  private final String title;
  private final String otherEnding;

  Format(String label, String title, String otherEnding) {
    this.label = label;
    this.title = title;
    this.otherEnding = otherEnding;
  }

  /** As users name it, and as files end. */
  public String label() {
    return label;
  }

  /** For sentences. */
  public String title() {
    return title;
  }

  public static Optional<Format> named(String label) {
    return Arrays.stream(values()).filter(format -> format.label.equals(label)).findFirst();
  }

  /** The one that a file's name ends with, also before {@code .gz}. */
  public static Optional<Format> ofName(String file) {
    String name = file.toLowerCase(Locale.ROOT).replaceFirst("\\.gz$", "");
    String ending = name.substring(name.lastIndexOf('.') + 1);
    return name.indexOf('.') < 0
        ? Optional.empty()
        : Arrays.stream(values())
            .filter(format -> format.label.equals(ending) || format.otherEnding.equals(ending))
            .findFirst();
  }

  /** For messages: {@code jsonl, edn, log}. */
  public static String labels() {
    return Arrays.stream(values()).map(Format::label).collect(Collectors.joining(", "));
  }
}
