package minos;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The style of the house as a test, over the sources of all modules. {@code mvn test
 * -Dtest=SourceStyleTest -Dsurefire.failIfNoSpecifiedTests=false -Dfix=true} formats them.
 */
@DisplayName("Every source file")
class SourceStyleTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final int FILE_LINES_MAX = 400;
  private static final int METHOD_LINES_MAX = 70;
  private static final boolean FIX = Boolean.getBoolean("fix");

  /** Where the header of a method may begin: indented by two or four, with a parenthesis. */
  private static final Pattern HEADER_START =
      Pattern.compile("^( {2}| {4})(?!return|new|if|for|while|switch|try|throw|[.}@*/])\\S.*\\(.*");

  private static final Pattern UNOWNED_TODO = Pattern.compile("\\b(TODO|FIXME|XXX)\\b(?!.*#\\d+)");

  @TestFactory
  Stream<DynamicTest> keeps_the_style_of_the_house() throws IOException {
    return sources().stream()
        .map(file ->
            DynamicTest.dynamicTest(
                ROOT.relativize(file).toString(), file.toUri(), () -> check(file)));
  }

  @TestFactory
  Stream<DynamicTest> stands_in_a_package_that_says_what_it_is() throws IOException {
    return sources().stream()
        .filter(file -> file.toString().contains("/src/main/"))
        .map(Path::getParent)
        .distinct()
        .map(folder ->
            DynamicTest.dynamicTest(
                ROOT.relativize(folder).toString(),
                () -> assertTrue(Files.exists(folder.resolve("package-info.java")))));
  }

  private static void check(Path file) throws IOException {
    String source = Files.readString(file);
    String formatted = format(source);
    if (FIX && !formatted.equals(source)) {
      Files.writeString(file, formatted);
    }
    List<String> lines = source.lines().toList();
    assertAll(
        () -> assertEquals(formatted, source, "google-java-format would write it otherwise"),
        () -> assertTrue(lines.size() <= FILE_LINES_MAX, () -> lines.size() + " lines in one file"),
        () -> assertEquals(List.of(), longMethods(lines), "methods that are too long"),
        () -> assertEquals(List.of(), matching(lines, UNOWNED_TODO), "left open without an issue"),
        () ->
            assertEquals(
                List.of(),
                matching(lines, Pattern.compile("^import .*\\*;")),
                "imports that do not name a type"));
  }

  private static String format(String source) {
    try {
      return new Formatter().formatSourceAndFixImports(source);
    } catch (FormatterException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  private static List<String> longMethods(List<String> lines) {
    List<String> found = new ArrayList<>();
    for (int start = 0; start < lines.size(); start++) {
      String line = lines.get(start);
      if (HEADER_START.matcher(line).matches() && opensBody(lines, start)) {
        String close = line.substring(0, line.indexOf(line.strip())) + "}";
        int end = start;
        while (end < lines.size() - 1 && !lines.get(end).equals(close)) {
          end++;
        }
        if (end - start + 1 > METHOD_LINES_MAX) {
          found.add("line " + (start + 1) + ": " + (end - start + 1) + " lines");
        }
      }
    }
    return found;
  }

  /** A header may go over several lines; a record's is none, and a statement ends otherwise. */
  private static boolean opensBody(List<String> lines, int start) {
    int end = start;
    while (end < lines.size() - 1 && !lines.get(end).matches(".*[;{}]$")) {
      end++;
    }
    String header = String.join(" ", lines.subList(start, end + 1));
    return header.endsWith("{") && !header.contains("->") && !header.matches(".*\\brecord\\b.*");
  }

  private static List<String> matching(List<String> lines, Pattern pattern) {
    return Stream.iterate(0, i -> i < lines.size(), i -> i + 1)
        .filter(i -> pattern.matcher(lines.get(i)).find())
        .filter(i -> !lines.get(i).contains("UNOWNED_TODO ="))
        .map(i -> "line " + (i + 1) + ": " + lines.get(i).strip())
        .toList();
  }

  private static List<Path> sources() throws IOException {
    List<Path> sources = new ArrayList<>();
    for (String module : List.of("harness", "node-image", "workloads")) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src"))) {
        files.filter(file -> file.toString().endsWith(".java")).sorted().forEach(sources::add);
      } catch (UncheckedIOException e) {
        throw e.getCause();
      }
    }
    assertTrue(sources.size() > 30, "the sources were not found below " + ROOT);
    return sources;
  }
}
