package minos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What the README tells its reader to type, and what it says will come of it.
 *
 * @param examples in the order of the page
 */
public record Readme(List<Example> examples) {
  private static final Path FILE = Path.of("..", "README.md");
  private static final Path TUTORIAL = Path.of("..", "docs", "tutorial.md");

  /**
   * A command.
   *
   * @param command without prompt and comment
   * @param shown lines of its output; {@code ...} stands for lines left out
   */
  public record Example(String command, List<String> shown) {
    public boolean needsEngine() {
      return command.contains("--in docker");
    }
  }

  public static Readme read() throws IOException {
    return read(FILE);
  }

  /** The same of the tutorial. */
  public static Readme tutorial() throws IOException {
    return read(TUTORIAL);
  }

  /** The tutorial's Java, which is one class. */
  static String tutorialJava() throws IOException {
    String page = Files.readString(TUTORIAL);
    int begin = page.indexOf("```java\n") + "```java\n".length();
    return page.substring(begin, page.indexOf("```", begin));
  }

  private static Readme read(Path file) throws IOException {
    List<Example> examples = new ArrayList<>();
    boolean console = false;
    for (String line : Files.readAllLines(file)) {
      if (line.startsWith("```")) {
        console = line.equals("```console");
      } else if (console && line.startsWith("$ ")) {
        examples.add(new Example(bare(line.substring(2)), new ArrayList<>()));
      } else if (console) {
        examples.getLast().shown().add(line);
      } else if (line.startsWith("- run: ")) {
        examples.add(new Example(bare(line.substring("- run: ".length())), new ArrayList<>()));
      }
    }
    return new Readme(examples);
  }

  private static String bare(String command) {
    return command.replaceFirst("\\s+#.*", "").strip();
  }
}
