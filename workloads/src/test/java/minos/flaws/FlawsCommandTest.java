package minos.flaws;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Locale;
import minos.cli.BadArguments;
import minos.cli.Console;
import minos.raft.flaw.Flaw;
import minos.raft.flaw.Flaws;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

@DisplayName("minos flaws")
@DisplayNameGeneration(ReplaceUnderscores.class)
class FlawsCommandTest {
  private static final int COLUMNS = 100;

  private final StringWriter out = new StringWriter();
  private String complaint = "";

  @Test
  void lists_every_flaw_once_with_all_of_its_card() {
    int code = run();

    assertEquals(0, code);
    String words = out.toString().replaceAll("\\s+", " ");
    for (Flaw flaw : Flaws.all()) {
      Flaw.Card card = flaw.card();
      assertAll(
          () ->
              assertEquals(
                  1,
                  out.toString().lines().filter(l -> l.startsWith("  " + card.id() + " ")).count()),
          () -> assertTrue(words.contains(card.title()), card.title()),
          () -> assertTrue(words.contains(card.citation()), card.citation()),
          () -> assertTrue(words.contains(card.schedule()), card.schedule()));
    }
  }

  @Test
  void fits_the_terminal() {
    int code = run();

    assertEquals(0, code);
    out.toString().lines().forEach(line -> assertTrue(line.length() <= COLUMNS, line));
  }

  @Test
  void groups_them_by_what_they_break() {
    int code = run();

    assertEquals(0, code);
    String text = out.toString();
    int electionSafety = text.indexOf("election safety: at most one leader a term");
    int linearizability = text.indexOf("linearizability: ");
    assertTrue(electionSafety >= 0 && electionSafety < text.indexOf("EL04"), text);
    assertTrue(text.indexOf("EL04") < linearizability, text);
    assertTrue(linearizability < text.indexOf("RD01"), text);
  }

  @Test
  void shows_one_card_in_full_and_how_to_see_it() {
    int code = run("rd01");

    assertEquals(0, code);
    String text = out.toString();
    assertAll(
        () -> assertTrue(text.startsWith("RD01  "), text),
        () -> assertTrue(text.contains("breaks      linearizability ("), text),
        () -> assertTrue(text.contains("./minos run --in sim --flaw RD01 "), text),
        () -> assertTrue(!text.contains("EL04"), text));
  }

  @Test
  void promises_no_run_of_a_flaw_that_none_has_shown() {
    int code = run("el04");

    assertEquals(0, code);
    String text = out.toString();
    assertTrue(text.contains("see it      mvn -pl node-image test -Dtest=SceneTest"), text);
    assertTrue(!text.contains("./minos run"), text);
  }

  @Test
  void is_read_by_programs_as_JSON() throws Exception {
    int code = run("--json");

    assertEquals(0, code);
    JsonNode array = new ObjectMapper().readTree(out.toString());
    assertEquals(Flaws.all().size(), array.size());
    for (JsonNode one : array) {
      Flaw.Card card = Flaws.named(one.get("id").asText()).orElseThrow().card();
      assertAll(
          () -> assertEquals(card.title(), one.get("title").asText()),
          () -> assertEquals(card.citation(), one.get("citation").asText()),
          () -> assertEquals(card.schedule(), one.get("schedule").asText()),
          () ->
              assertEquals(
                  card.breaks().name(), one.get("breaks").asText().toUpperCase(Locale.ROOT)));
    }
  }

  @Test
  void names_the_nearest_of_an_unknown_id() {
    int code = run("RD03");

    assertEquals(254, code);
    assertTrue(complaint.startsWith("unknown flaw 'RD03'; did you mean 'RD"), complaint);
  }

  private int run(String... arguments) {
    PrintWriter writer = new PrintWriter(out, true);
    Console console = new Console(writer, writer, false, false, COLUMNS);
    CommandLine line = new CommandLine(new FlawsSubcommand().command(console));
    line.setExecutionExceptionHandler((failure, command, parsed) -> {
      complaint = String.valueOf(failure.getMessage());
      return failure instanceof BadArguments ? 254 : 255;
    });
    return line.execute(arguments);
  }
}
