package minos.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("minos convert")
@DisplayNameGeneration(ReplaceUnderscores.class)
class ConvertCommandTest {
  private static final String LOG = "INFO  jepsen.util - 0\t:invoke\t:write\t3\n";

  @TempDir private Path folder = Path.of(".");

  @Test
  void writes_as_the_files_name_says_and_back() throws IOException {
    String log = file("a.log", LOG);
    String packed = folder.resolve("b.csv.gz").toString();
    String again = folder.resolve("c.log").toString();

    assertEquals(0, convert(log, packed).code());
    Shell.Result back = convert(packed, again);

    assertEquals(0, back.code(), back.err());
    assertEquals(LOG, Files.readString(Path.of(again)));
    assertEquals("minos: note: Jepsen's log has no index and no time (1)\n", back.err());
  }

  @Test
  void prints_where_no_file_is_named() throws IOException {
    Shell.Result result = convert("--to", "jsonl", file("a.log", LOG));

    assertEquals(
        "{\"index\":0,\"time\":0,\"process\":0,\"type\":\"invoke\",\"f\":\"write\",\"value\":3}\n",
        result.out());
  }

  @Test
  void says_what_was_read_as_something_else() throws IOException {
    Shell.Result result =
        convert("--to", "csv", file("a.edn", "{:process 0 :type :invoke :f :w :value [:x 1]}"));

    assertEquals(0, result.code(), result.err());
    assertTrue(result.err().contains("1 keywords in values were read as texts"), result.err());
    assertTrue(result.err().contains("one object for each key"), result.err());
  }

  @Test
  void leaves_no_half_file_where_a_format_cannot_hold_it() throws IOException {
    Shell.Result result = convert(file("a.log", LOG), folder.resolve("b.kv").toString());

    assertEquals(254, result.code());
    assertTrue(result.err().contains("a.log: index 0: porcupine's kv has texts"), result.err());
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(1, files.count());
    }
  }

  @Test
  void wants_to_know_the_format() throws IOException {
    String log = file("a.log", LOG);

    assertTrue(convert(log).err().contains("say which format with --to"));
    assertTrue(convert(log, "b.xml").err().contains("b.xml ends as no format does"));
    assertTrue(convert(log, "--to", "xml").err().contains("--to xml is no format"));
    assertEquals(254, convert(log).code());
    assertFalse(Files.exists(Path.of("b.xml")));
  }

  private static Shell.Result convert(String... arguments) {
    return Shell.withoutDocker()
        .run(Stream.concat(Stream.of("convert"), Stream.of(arguments)).toArray(String[]::new));
  }

  private String file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }
}
