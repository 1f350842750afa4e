package minos.target.maelstrom;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import minos.cluster.Client.Completion;
import minos.history.Op;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A request to a program for Maelstrom")
@DisplayNameGeneration(ReplaceUnderscores.class)
class RpcTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @ParameterizedTest(name = "{0} {1} of {2}, {3}")
  @CsvSource(
      delimiter = '|',
      nullValues = "null",
      value = {
        "echo            | echo      | null | \"hi\"    | {'type':'echo','echo':'hi'}",
        "unique-ids      | generate  | null | null      | {'type':'generate'}",
        "broadcast       | broadcast | null | 7         | {'type':'broadcast','message':7}",
        "broadcast       | read      | null | null      | {'type':'read'}",
        "g-set           | add       | null | 7         | {'type':'add','element':7}",
        "g-set           | read-all  | null | null      | {'type':'read'}",
        "pn-counter      | add       | null | -2        | {'type':'add','delta':-2}",
        "lin-kv          | read      | 3    | null      | {'type':'read','key':3}",
        "lin-kv          | write     | 3    | 5         | {'type':'write','key':3,'value':5}",
        "lin-kv          | cas       | 3    | [5, 6]    | {'type':'cas','key':3,'from':5,'to':6}",
        "txn-list-append | txn       | null | [[\"r\",1,null],[\"append\",2,4]]"
            + " | {'type':'txn','txn':[['r',1,null],['append',2,4]]}",
      })
  void is_worded_as_the_workload_has_it(
      String workload, String f, @Nullable Long key, @Nullable String value, String request)
      throws Exception {
    Op op = op(f, key, value == null ? null : JSON.readValue(value, Object.class));

    assertEquals(json(request).toString(), new Rpc(workload).request(op).toString());
  }

  @ParameterizedTest(name = "{0} {1}: {2} is {3}")
  @CsvSource(
      delimiter = '|',
      value = {
        "echo       | echo     | {'type':'echo_ok','echo':'hi'}        | hi",
        "unique-ids | generate | {'type':'generate_ok','id':[1,2]}     | [1, 2]",
        "broadcast  | read     | {'type':'read_ok','messages':[1]}     | [1]",
        "g-set      | read     | {'type':'read_ok','value':[1]}        | [1]",
        "g-counter  | read     | {'type':'read_ok','value':4}          | 4",
        "lin-kv     | read     | {'type':'read_ok','value':4}          | 4",
        "lin-kv     | read     | {'type':'error','code':20}            | null",
        "txn-list-append | txn | {'type':'txn_ok','txn':[['r',1,[3]]]} | [[r, 1, [3]]]",
      })
  void is_ok_with_what_the_answer_holds(String workload, String f, String answer, String value)
      throws Exception {
    Completion completion = new Rpc(workload).completion(op(f, null, null), "n2", json(answer));

    assertEquals(Op.Type.OK, completion.type());
    assertEquals(value, String.valueOf(completion.value()));
    assertEquals(Map.of("node", "n2"), completion.extra());
  }

  @Test
  void that_changes_something_is_ok_with_what_it_asked_for() throws Exception {
    assertEquals(
        5L,
        new Rpc("lin-kv")
            .completion(op("write", 1L, 5), "n1", json("{'type':'write_ok'}"))
            .value());
  }

  @ParameterizedTest(name = "{0} {1} by error {2}: {3}")
  @CsvSource({
    "lin-kv, write, 0, INFO",
    "lin-kv, write, 1, FAIL",
    "lin-kv, write, 10, FAIL",
    "lin-kv, write, 11, FAIL",
    "lin-kv, write, 12, FAIL",
    "lin-kv, write, 13, INFO",
    "lin-kv, write, 14, FAIL",
    "lin-kv, cas, 20, FAIL",
    "lin-kv, cas, 21, FAIL",
    "lin-kv, cas, 22, FAIL",
    "txn-list-append, txn, 30, FAIL",
    "lin-kv, write, 31, INFO",
    "lin-kv, write, 1000, INFO",
    "lin-kv, read, 13, FAIL",
    "g-counter, read, 20, FAIL",
    "g-counter, read-all, 0, FAIL",
  })
  void says_only_by_a_definite_error_that_it_did_not_happen(
      String workload, String f, int code, Op.Type expected) throws Exception {
    JsonNode error = json("{'type':'error','code':" + code + ",'text':'no'}");

    Completion completion = new Rpc(workload).completion(op(f, 1L, List.of(1, 2)), "n1", error);

    assertEquals(expected, completion.type());
    assertEquals(code + " no", completion.extra().get("error"));
    assertEquals(List.of(1L, 2L), completion.value());
  }

  private static Op op(String f, @Nullable Long key, @Nullable Object value) {
    return new Op(0, 0, 0, Op.Type.INVOKE, f, key, value, Map.of());
  }

  private static JsonNode json(String text) throws JsonProcessingException {
    return JSON.readTree(text.replace('\'', '"'));
  }
}
