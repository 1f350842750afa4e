package minos.target.maelstrom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import minos.process.Dialect.Meaning;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Maelstrom's protocol")
@DisplayNameGeneration(ReplaceUnderscores.class)
class MaelstromDialectTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String INIT_OK =
      "{'src':'n1','dest':'c0','body':{'type':'init_ok','in_reply_to':1}}";

  @Test
  void tells_a_program_first_who_it_is() throws Exception {
    assertEquals(
        json("{'src':'c0','dest':'n1','body':{'type':'init','msg_id':1,'node_id':'n1',"
                + "'node_ids':['n1','n2','n3']}}")
            .toString(),
        dialect("echo").greeting("n1").orElseThrow().toString());
  }

  @Test
  void has_a_program_ready_once_it_has_answered() throws Exception {
    assertEquals(new Meaning.Ready(), dialect("echo").meaning("n1", json(INIT_OK)));
  }

  @Test
  void tells_a_program_that_broadcasts_of_its_neighbours_too() throws Exception {
    MaelstromDialect dialect = dialect("broadcast");

    Meaning.Talk talk = assertInstanceOf(Meaning.Talk.class, dialect.meaning("n1", json(INIT_OK)));
    assertEquals(
        json("{'n1':['n2','n3'],'n2':['n1'],'n3':['n1']}"),
        talk.answer().path("body").path("topology"));
    assertEquals(
        new Meaning.Ready(),
        dialect.meaning("n1", json(INIT_OK.replace("init_ok", "topology_ok"))));
  }

  @Test
  void lays_neighbours_out_as_on_squared_paper() {
    Map<String, List<String>> grid = Grid.over(List.of("a", "b", "c", "d", "e"));

    assertEquals(List.of("b", "d"), grid.get("a"));
    assertEquals(List.of("a", "c", "e"), grid.get("b"));
    assertEquals(List.of("b"), grid.get("c"));
    assertEquals(List.of("e", "a"), grid.get("d"));
  }

  @ParameterizedTest
  @CsvSource({"n2", "n1", "lin-kv", "seq-kv", "lww-kv", "lin-tso"})
  void brings_what_nodes_write_to_nodes_and_services(String target) throws Exception {
    assertEquals(
        new Meaning.Mail(List.of(target)),
        dialect("echo")
            .meaning("n1", json("{'src':'n1','dest':'" + target + "','body':{'any':'thing'}}")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'dest':'n2','body':{}}                | sent a message without the text field 'src'",
        "{'src':'n1','body':{}}                 | sent a message without the text field 'dest'",
        "{'src':'n2','dest':'n1','body':{}}     | signed a message with another name",
        "{'src':'n1','dest':'n2','body':7}      | sent a message whose 'body' is no object",
        "{'src':'n1','dest':'n9','body':{}}     | sent a message to n9, whom there is not",
        "{'src':'n1','dest':'c0','body':{'type':'error','in_reply_to':1}}"
            + " | answered init by 'error'",
      })
  void has_no_meaning_for(String message, String why) throws Exception {
    assertEquals(new Meaning.Nonsense(why), dialect("echo").meaning("n1", json(message)));
  }

  private static MaelstromDialect dialect(String workload) {
    return new MaelstromDialect(List.of("n1", "n2", "n3"), new Rpc(workload), 1);
  }

  private static ObjectNode json(String text) throws JsonProcessingException {
    return (ObjectNode) JSON.readTree(text.replace('\'', '"'));
  }
}
