package minos.docker.setup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The package mirrors that apt is configured with, read from both of its formats: one line per
 * source (sources.list(5), "one-line-style") and paragraphs ("deb822-style").
 */
record AptSources(List<Source> sources) {

  /** One place of binary packages: {@code deb URI SUITE COMPONENT...}. */
  record Source(String uri, String suite, List<String> components) {}

  /** Reads all that apt reads below a folder such as {@code /etc/apt}. */
  static AptSources below(Path folder) throws IOException {
    List<Source> found = new ArrayList<>();
    Path list = folder.resolve("sources.list");
    if (Files.exists(list)) {
      found.addAll(parseLines(Files.readString(list)));
    }
    Path parts = folder.resolve("sources.list.d");
    if (Files.isDirectory(parts)) {
      try (Stream<Path> files = Files.list(parts)) {
        for (Path file : files.sorted().toList()) {
          found.addAll(
              file.toString().endsWith(".sources")
                  ? parseParagraphs(Files.readString(file))
                  : file.toString().endsWith(".list")
                      ? parseLines(Files.readString(file))
                      : List.of());
        }
      }
    }
    return new AptSources(List.copyOf(found));
  }

  /**
   * The mirror to take a suite from: one that is configured with it, or else one that serves
   * another suite of the same archive, since an archive's mirrors hold all its current suites.
   */
  Optional<String> mirrorOf(String archive, String suite) {
    List<Source> usable =
        sources.stream()
            .filter(source -> source.components().contains("main"))
            .filter(source -> source.uri().matches("(https?|file|ftp)://?.*"))
            .filter(source -> !source.suite().contains("security"))
            .toList();
    return Stream.concat(
            usable.stream().filter(source -> source.suite().equals(suite)),
            usable.stream().filter(source -> isMirrorOf(archive, source.uri())))
        .map(Source::uri)
        .findFirst();
  }

  private static boolean isMirrorOf(String archive, String uri) {
    return uri.replaceAll("/+$", "").endsWith("/" + archive);
  }

  static List<Source> parseLines(String text) {
    List<Source> found = new ArrayList<>();
    for (String line : text.lines().toList()) {
      String entry = line.replaceAll("#.*", "").replaceAll("\\[[^\\]]*\\]", " ").strip();
      String[] words = entry.split("\\s+", -1);
      if (words.length >= 3 && words[0].equals("deb")) {
        found.add(
            new Source(words[1], words[2], List.of(Arrays.copyOfRange(words, 3, words.length))));
      }
    }
    return found;
  }

  static List<Source> parseParagraphs(String text) {
    List<Source> found = new ArrayList<>();
    for (String paragraph : text.replaceAll("(?m)^#.*\\n?", "").split("\\n\\s*\\n", -1)) {
      Map<String, List<String>> fields = fields(paragraph);
      boolean enabled = !fields.getOrDefault("enabled", List.of()).contains("no");
      if (enabled && fields.getOrDefault("types", List.of()).contains("deb")) {
        List<String> components = fields.getOrDefault("components", List.of());
        for (String uri : fields.getOrDefault("uris", List.of())) {
          for (String suite : fields.getOrDefault("suites", List.of())) {
            found.add(new Source(uri, suite, components));
          }
        }
      }
    }
    return found;
  }

  private static Map<String, List<String>> fields(String paragraph) {
    Map<String, List<String>> fields = new LinkedHashMap<>();
    String unfolded = paragraph.replaceAll("\\n[ \\t]+", " ");
    for (String line : unfolded.lines().toList()) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        String value = line.substring(colon + 1).strip();
        fields.put(
            line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
            value.isEmpty() ? List.of() : List.of(value.split("\\s+", -1)));
      }
    }
    return fields;
  }
}
