package minos.docker.setup;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import minos.docker.setup.AptSources.Source;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The sources of apt")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class AptSourcesTest {
  private static final String LINES =
      """
      # deb http://old.example/debian bookworm main
      deb [arch=amd64 signed-by=/k.gpg] http://tools.example/ nodistro main
      deb-src http://src.example/debian bookworm main
      deb http://mirror.example/debian bookworm main contrib  # ours
      deb http://mirror.example/debian-security bookworm-security main
      """;

  private static final String PARAGRAPHS =
      """
      Types: deb deb-src
      # a comment between
      URIs: http://one.example/debian
        http://two.example/debian/
      Suites: trixie trixie-updates
      Components: main

      Enabled: no
      Types: deb
      URIs: http://disabled.example/debian
      Suites: bookworm
      Components: main
      """;

  @Test
  void are_read_line_by_line() {
    assertEquals(
        List.of(
            new Source("http://tools.example/", "nodistro", List.of("main")),
            new Source("http://mirror.example/debian", "bookworm", List.of("main", "contrib")),
            new Source(
                "http://mirror.example/debian-security", "bookworm-security", List.of("main"))),
        AptSources.parseLines(LINES));
  }

  @Test
  void are_read_paragraph_by_paragraph() {
    List<String> main = List.of("main");

    assertEquals(
        List.of(
            new Source("http://one.example/debian", "trixie", main),
            new Source("http://one.example/debian", "trixie-updates", main),
            new Source("http://two.example/debian/", "trixie", main),
            new Source("http://two.example/debian/", "trixie-updates", main)),
        AptSources.parseParagraphs(PARAGRAPHS));
  }

  @Test
  void name_the_mirror_of_a_suite() {
    assertEquals(
        Optional.of("http://mirror.example/debian"),
        new AptSources(AptSources.parseLines(LINES)).mirrorOf("debian", "bookworm"));
  }

  @Test
  void name_a_mirror_of_the_archive_where_the_suite_is_another() {
    assertEquals(
        Optional.of("http://one.example/debian"),
        new AptSources(AptSources.parseParagraphs(PARAGRAPHS)).mirrorOf("debian", "bookworm"));
  }

  @Test
  void name_none_where_only_other_archives_are_configured() {
    List<Source> ubuntu = AptSources.parseLines("deb http://u.example/ubuntu noble main");

    assertEquals(Optional.empty(), new AptSources(ubuntu).mirrorOf("debian", "bookworm"));
  }

  @Test
  void are_found_in_both_places(@TempDir Path folder) throws IOException {
    Path parts = Files.createDirectory(folder.resolve("sources.list.d"));
    Files.writeString(folder.resolve("sources.list"), LINES);
    Files.writeString(parts.resolve("debian.sources"), PARAGRAPHS);
    Files.writeString(parts.resolve("debian.sources.save"), PARAGRAPHS);

    assertEquals(7, AptSources.below(folder).sources().size());
  }
}
