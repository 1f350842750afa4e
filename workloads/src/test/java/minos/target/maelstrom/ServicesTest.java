package minos.target.maelstrom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A service for nodes")
@DisplayNameGeneration(ReplaceUnderscores.class)
class ServicesTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Services.Service service = service("lin-kv");

  private static Services.Service service(String name) {
    SplittableRandom chance = new SplittableRandom(5);
    return switch (name) {
      case "lin-kv" -> new KvService(new KvStates.Latest());
      case "seq-kv" -> new KvService(new KvStates.Sequential(chance));
      case "lww-kv" -> new KvService(new KvStates.LastWriteWins(chance));
      default -> new TimestampService();
    };
  }

  @ParameterizedTest
  @ValueSource(strings = {"lin-kv", "seq-kv"})
  void reads_writes_and_swaps_keys_of_any_kind(String name) {
    service = service(name);

    assertEquals(20, code("{'type':'read','key':[1,'a']}"));
    assertEquals(20, code("{'type':'cas','key':[1,'a'],'from':1,'to':2}"));
    assertEquals("write_ok", ask("{'type':'write','key':[1,'a'],'value':{'x':1}}"));
    assertEquals(22, code("{'type':'cas','key':[1,'a'],'from':1,'to':2}"));
    assertEquals("cas_ok", ask("{'type':'cas','key':[1,'a'],'from':{'x':1},'to':2}"));
    assertEquals(2, answer("n1", "{'type':'read','key':[1,'a']}").path("value").asInt());
    assertEquals(20, code("{'type':'read','key':1}"));
  }

  @Test
  void makes_a_key_by_a_swap_only_if_it_is_told_to() {
    String swap = "{'type':'cas','key':1,'from':0,'to':2,'create_if_not_exists':true}";

    assertEquals("cas_ok", ask(swap));
    assertEquals(22, code(swap));
  }

  @Test
  void says_of_what_it_does_not_know_that_it_does_not() {
    assertEquals(10, code("{'type':'delete','key':1}"));
    service = service("lin-tso");
    assertEquals(10, code("{'type':'read','key':1}"));
  }

  @Test
  void that_is_sequential_shows_others_the_past_and_never_takes_anybody_back() {
    service = service("seq-kv");
    for (int value = 0; value < 100; value++) {
      answer("n1", "{'type':'write','key':1,'value':" + value + "}");
    }
    List<Integer> seen = new ArrayList<>();
    for (int read = 0; read < 200; read++) {
      seen.add(read("n2"));
    }

    assertEquals(99, read("n1"), "its own changes");
    assertTrue(seen.getFirst() < 99, "something of the past: " + seen.getFirst());
    assertTrue(seen.getFirst() >= 68, "no more than 32 states are kept: " + seen.getFirst());
    assertEquals(seen.stream().sorted().toList(), seen);
    assertEquals(99, seen.getLast());
  }

  @Test
  void that_is_sequential_changes_the_last_state_alone() {
    service = service("seq-kv");
    for (int value = 0; value < 50; value++) {
      assertEquals("write_ok", ask("{'type':'write','key':1,'value':" + value + "}"));
      int swapped = answer("n2", swap(value, value)).path("code").asInt();
      assertTrue(swapped == 0 || swapped == 22 || swapped == 20, "code " + swapped);
    }
    answer("n2", "{'type':'write','key':2,'value':0}");

    assertEquals(22, answer("n2", swap(48, 7)).path("code").asInt(), "what n1 wrote is the last");
    assertEquals("cas_ok", answer("n2", swap(49, 7)).path("type").asText());
  }

  @Test
  void that_lets_the_last_write_win_loses_others_and_forgets_what_it_said() {
    service = service("lww-kv");
    ask("{'type':'write','key':1,'value':1}");
    Set<Integer> codes = new HashSet<>();
    for (int read = 0; read < 40; read++) {
      codes.add(answer("n1", "{'type':'read','key':1}").path("code").asInt());
    }

    assertEquals(Set.of(0, 20), codes, "some replicas know of it, some do not yet");
    assertEquals(1, read("n1"), "in the end all do");
  }

  @Test
  void gives_every_timestamp_once() {
    service = service("lin-tso");

    assertEquals(0, answer("n1", "{'type':'ts'}").path("ts").asInt());
    assertEquals(1, answer("n2", "{'type':'ts'}").path("ts").asInt());
  }

  private static String swap(int from, int to) {
    return "{'type':'cas','key':1,'from':" + from + ",'to':" + to + "}";
  }

  private int read(String client) {
    return answer(client, "{'type':'read','key':1}").path("value").asInt();
  }

  private String ask(String request) {
    return answer("n1", request).path("type").asText();
  }

  private int code(String request) {
    return answer("n1", request).path("code").asInt();
  }

  private com.fasterxml.jackson.databind.JsonNode answer(String client, String request) {
    try {
      return service.answer(client, JSON.readTree(request.replace('\'', '"')));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(request, e);
    }
  }
}
