package minos.target;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

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

/** The answers are those of etcd 3.4.23, shortened. */
@DisplayName("A call of etcd")
@DisplayNameGeneration(ReplaceUnderscores.class)
class EtcdCallTest {
  private static final EtcdCall READ = call("read", "x", null);
  private static final EtcdCall WRITE = call("write", "x", 3L);
  private static final EtcdCall CAS = call("cas", "x", List.of(3L, 4L));

  @Test
  void asks_for_what_the_operation_says() {
    assertAsks("/v3/kv/range", "{'key':'cmVnaXN0ZXIveA=='}", READ); // register/x
    assertAsks("/v3/kv/range", "{'key':'cmVnaXN0ZXIveA=='}", call("get", "x", null));
    assertAsks("/v3/kv/put", "{'key':'cmVnaXN0ZXIveA==','value':'Mw=='}", WRITE);
    assertAsks("/v3/kv/deleterange", "{'key':'cmVnaXN0ZXIveA=='}", call("delete", "x", null));
    assertAsks(
        "/v3/kv/txn",
        """
        {'compare':[{'key':'cmVnaXN0ZXIveA==','target':'VALUE','result':'EQUAL','value':'Mw=='}],
         'success':[{'request_put':{'key':'cmVnaXN0ZXIveA==','value':'NA=='}}]}
        """,
        CAS);
  }

  @Test
  void keeps_each_element_of_a_set_under_a_key_of_its_own() {
    assertAsks("/v3/kv/put", "{'key':'c2V0L3gvNw==','value':'aW4='}", set("add", 7L)); // set/x/7
    assertAsks( // set/x/ up to set/x0
        "/v3/kv/range",
        "{'key':'c2V0L3gv','keys_only':true,'range_end':'c2V0L3gw'}",
        set("read", null));
    assertEquals(
        ok(List.of(2L, 10L)),
        answered(
            set("read", null), "{'kvs':[{'key':'c2V0L3gvMTA='},{'key':'c2V0L3gvMg=='}]}", 200));
    assertEquals(ok(List.of()), answered(set("read", null), "{}", 200));
  }

  @Test
  void reads_a_value_or_that_there_is_none() {
    assertEquals(ok(3L), answered(READ, "{'kvs':[{'key':'eA==','value':'Mw=='}]}", 200));
    assertEquals(ok(null), answered(READ, "{'header':{}}", 200));
  }

  @Test
  void is_ok_with_what_was_asked_for_when_a_change_is_acknowledged() {
    assertEquals(ok(3L), answered(WRITE, "{'header':{}}", 200));
    assertEquals(ok(List.of(3L, 4L)), answered(CAS, "{'succeeded':true}", 200));
  }

  @Test
  void fails_for_certain_when_the_value_differed() {
    assertEquals(ended(Op.Type.FAIL, List.of(3L, 4L), "value differed"), answered(CAS, "{}", 200));
  }

  @Test
  void does_not_know_of_a_change_that_was_not_clearly_answered() {
    String answer = "{'error':'etcdserver: request timed out'}";

    assertEquals(
        ended(Op.Type.INFO, 3L, "HTTP 503: etcdserver: request timed out"),
        answered(WRITE, answer, 503));
    assertEquals(ended(Op.Type.INFO, 3L, "no answer"), WRITE.doubtful("no answer", "n1"));
    assertEquals(
        ended(Op.Type.INFO, List.of(3L, 4L), "no answer"), CAS.doubtful("no answer", "n1"));
  }

  @Test
  void takes_a_read_without_an_answer_as_not_done() {
    assertEquals(ended(Op.Type.FAIL, null, "HTTP 503: no reason"), answered(READ, "{}", 503));
    assertEquals(ended(Op.Type.FAIL, null, "no answer"), READ.doubtful("no answer", "n1"));
  }

  @Test
  void takes_what_was_never_sent_as_not_done() {
    assertEquals(ended(Op.Type.FAIL, 3L, "refused"), WRITE.unsent("refused", "n1"));
  }

  @Test
  void refuses_what_etcd_does_not_have() {
    assertThrows(IllegalArgumentException.class, () -> call("enqueue", "x", 1L));
    assertThrows(
        IllegalArgumentException.class,
        () -> EtcdCall.of(op("read", "x", null, Map.of("object", "queue"))));
  }

  private static void assertAsks(String path, String body, EtcdCall call) {
    assertEquals(path, call.path());
    assertEquals(json(body), json(call.body()));
  }

  private static Completion answered(EtcdCall call, String answer, int status) {
    return call.answered(status, json(answer), "n1");
  }

  private static Completion ok(@Nullable Object value) {
    return new Completion(Op.Type.OK, value, Map.of("node", "n1"));
  }

  private static Completion ended(Op.Type type, @Nullable Object value, String error) {
    return new Completion(type, value, Map.of("error", error, "node", "n1"));
  }

  private static EtcdCall set(String f, @Nullable Object value) {
    return EtcdCall.of(op(f, "x", value, Map.of("object", "set")));
  }

  private static EtcdCall call(String f, Object key, @Nullable Object value) {
    return EtcdCall.of(op(f, key, value, Map.of()));
  }

  private static Op op(String f, Object key, @Nullable Object value, Map<String, Object> extra) {
    return new Op(0, 0, 0, Op.Type.INVOKE, f, key, value, extra);
  }

  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text.replace('\'', '"'));
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
