package minos.node.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import minos.node.json.JsonReader;
import minos.node.json.JsonReader.Literal;
import minos.node.json.JsonReader.Located;

/**
 * Options from a JSON file: one object whose keys are the flags without their dashes, or the shape
 * that a {@link ClassicCluster} has.
 */
final class ConfigFile {
  private final Map<String, String> options = new LinkedHashMap<>();
  private final Map<String, String> origins = new HashMap<>();
  private final List<String> notes = new ArrayList<>();

  private ConfigFile() {}

  /**
   * @param known every flag
   * @param id this server's name, where a flag says it
   * @throws IllegalArgumentException with one line: file, line, key, and what to do
   */
  static ConfigFile read(Path file, Set<String> known, Optional<String> id) {
    Located top = JsonReader.read(file.toString(), content(file));
    if (!(top.value() instanceof Map<?, ?> members)) {
      throw new IllegalArgumentException(file + ":" + top.line() + ": expected an object");
    }
    ConfigFile config = new ConfigFile();
    if (ClassicCluster.isOne(members.keySet())) {
      new ClassicCluster(file, members, id).addTo(config);
    } else {
      members.forEach((key, value) -> config.add(file, known, (String) key, (Located) value));
    }
    return config;
  }

  private static String content(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "--config " + file + ": cannot be read as text: " + e.getMessage(), e);
    }
  }

  private void add(Path file, Set<String> known, String key, Located value) {
    String option = "--" + key;
    if (!known.contains(option) || option.equals("--config")) {
      Set<String> keys = new TreeSet<>();
      known.stream().filter(o -> !o.equals("--config")).forEach(o -> keys.add(o.substring(2)));
      throw new IllegalArgumentException(
          file + ":" + value.line() + ": unknown key \"" + key + "\"; known are " + keys);
    }
    set(option, text(file, key, value), file + ":" + value.line() + ": \"" + key + "\"");
  }

  /**
   * @param origin stands for the option in what is said of a wrong value
   */
  void set(String option, String text, String origin) {
    options.put(option, text);
    origins.put(option, origin);
  }

  /** Something that the user should know of the file. */
  void note(String line) {
    notes.add(line);
  }

  private static String text(Path file, String key, Located value) {
    return switch (value.value()) {
      case String text -> text;
      case Literal number when !number.text().equals("null") -> number.text();
      case Map<?, ?> members when key.equals("peers") -> peers(file, members);
      default ->
          throw new IllegalArgumentException(
              file
                  + ":"
                  + value.line()
                  + ": \""
                  + key
                  + "\": expected "
                  + (key.equals("peers")
                      ? "{\"NAME\": \"HOST:PORT\", ...}"
                      : "a string or a number"));
    };
  }

  private static String peers(Path file, Map<?, ?> members) {
    List<String> peers = new ArrayList<>();
    members.forEach((name, address) -> {
      if (!(((Located) address).value() instanceof String text)) {
        throw new IllegalArgumentException(
            file + ":" + ((Located) address).line() + ": \"" + name + "\": expected \"HOST:PORT\"");
      }
      peers.add(name + "=" + text);
    });
    return String.join(",", peers);
  }

  /** Adds what no flag says. */
  void addTo(Map<String, List<String>> given) {
    origins.keySet().removeAll(given.keySet());
    options.forEach((option, text) -> given.putIfAbsent(option, List.of(text)));
  }

  List<String> notes() {
    return notes;
  }

  /** The same complaint, with file, line and key in place of the flag where the file said it. */
  IllegalArgumentException located(IllegalArgumentException complaint) {
    String message = String.valueOf(complaint.getMessage());
    String option = message.split("[ :]", 2)[0];
    String origin = origins.get(option);
    return origin == null
        ? complaint
        : new IllegalArgumentException(origin + message.substring(option.length()), complaint);
  }
}
