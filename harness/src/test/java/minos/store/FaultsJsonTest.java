package minos.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import minos.fault.Fault;
import minos.fault.FaultRecord;
import minos.fault.FaultScript;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("faults.json")
@DisplayNameGeneration(ReplaceUnderscores.class)
class FaultsJsonTest {
  private static final List<String> NODES = List.of("n1", "n2", "n3");

  @TempDir private Path folder = Path.of(".");

  @Test
  void is_a_script_for_another_run() throws Exception {
    Map<String, List<String>> cut = Map.of("n1", List.of("n2"), "n2", List.of("n1"));
    String json =
        FaultsJson.of(
            List.of(
                new FaultRecord(
                    "partition-halves", cut, 5, 6L, NODES, 9L, NODES, List.of(), 3, 0, false),
                new FaultRecord(
                    "kill-leader",
                    List.of("n3"),
                    20,
                    21L,
                    NODES,
                    null,
                    NODES,
                    List.of(),
                    3,
                    0,
                    false)));

    FaultScript script = FaultsJson.read(written(json), NODES);

    assertEquals(
        List.of(
            new FaultScript.Entry(chosen("partition-halves", cut), 5, OptionalLong.of(9)),
            new FaultScript.Entry(chosen("kill-leader", List.of("n3")), 20, OptionalLong.empty())),
        script.entries());
    assertEquals(folder.resolve("faults.json").toString(), script.source());
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "{'fault':'burn','askedNanos':1,'value':['n1']} | fault 1: there is no fault 'burn'",
        "{'fault':'kill-one','askedNanos':1,'value':['n9']} | fault 1: kill-one hits n9, which is"
            + " not among [n1, n2, n3]",
        "{'fault':'kill-one','askedNanos':1,'value':null} | fault 1: kill-one never took effect:"
            + " it has no value",
        "{'fault':'kill-one','askedNanos':'x','value':['n1']} | fault 1: askedNanos is a whole"
            + " number, not '\"x\"'",
        "{'fault':'kill-one','askedNanos':1,'value':['n1']},{} | fault 2: there is no fault ''"
      })
  void is_refused_with_the_number_of_the_fault(String faults, String why) throws IOException {
    Path file = written(("{'schemaVersion':1,'faults':[" + faults + "]}").replace('\'', '"'));

    StoreFailed failed = assertThrows(StoreFailed.class, () -> FaultsJson.read(file, NODES));

    assertEquals(file + ": " + why, failed.getMessage());
  }

  @Test
  void is_refused_when_it_is_something_else() throws IOException {
    Path json = written("[1]");
    assertEquals(json + ": schemaVersion is 0, expected 1", refusal(json));
    Path empty = written("{\"schemaVersion\":1,\"faults\":[]}");
    assertEquals(empty + ": there is no fault in it: ask for --faults none", refusal(empty));
    assertEquals(
        "cannot read " + folder.resolve("none") + ": no such file",
        refusal(folder.resolve("none")));
  }

  private static String refusal(Path file) {
    return String.valueOf(
        assertThrows(StoreFailed.class, () -> FaultsJson.read(file, NODES)).getMessage());
  }

  private static Fault.Chosen chosen(String label, Object value) {
    return new Fault.Chosen(Fault.labelled(label).orElseThrow(), value);
  }

  private Path written(String text) throws IOException {
    return Files.writeString(folder.resolve("faults.json"), text);
  }
}
