package minos.target.maelstrom;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The states of a key-value store that a request may meet. */
sealed interface KvStates {
  /** What a key holds in the state that a request meets; null for no such key. */
  @Nullable JsonNode meet(String client, JsonNode key);

  /** What it holds in the state that the next change will change. */
  @Nullable JsonNode newest(String client, JsonNode key);

  void replace(String client, JsonNode key, JsonNode value);

  /** There is one. */
  final class Latest implements KvStates {
    private final Map<JsonNode, JsonNode> values = new HashMap<>();

    @Override
    public @Nullable JsonNode meet(String client, JsonNode key) {
      return values.get(key);
    }

    @Override
    public @Nullable JsonNode newest(String client, JsonNode key) {
      return values.get(key);
    }

    @Override
    public void replace(String client, JsonNode key, JsonNode value) {
      values.put(key, value);
    }
  }

  /**
   * One after another: a client never goes back, but may lag behind until it changes something,
   * which it always does to the last one.
   */
  final class Sequential implements KvStates {
    /** So many states are kept. */
    private static final long KEPT = 32;

    private final RandomGenerator chance;
    private final Map<JsonNode, NavigableMap<Long, JsonNode>> versions = new HashMap<>();
    private final Map<String, Long> seen = new HashMap<>();
    private long last;

    Sequential(RandomGenerator chance) {
      this.chance = chance;
    }

    @Override
    public @Nullable JsonNode meet(String client, JsonNode key) {
      long from = Math.max(seen.getOrDefault(client, 0L), last - KEPT + 1);
      long at = from + chance.nextLong(last - from + 1);
      seen.put(client, at);
      return at(key, at);
    }

    @Override
    public @Nullable JsonNode newest(String client, JsonNode key) {
      seen.put(client, last);
      return at(key, last);
    }

    private @Nullable JsonNode at(JsonNode key, long state) {
      Map.Entry<Long, JsonNode> version =
          versions.getOrDefault(key, new TreeMap<>()).floorEntry(state);
      return version == null ? null : version.getValue();
    }

    @Override
    public void replace(String client, JsonNode key, JsonNode value) {
      last++;
      NavigableMap<Long, JsonNode> of = versions.computeIfAbsent(key, none -> new TreeMap<>());
      of.put(last, value);
      Long oldest = of.floorKey(last - KEPT);
      if (oldest != null) {
        of.headMap(oldest, false).clear();
      }
      seen.put(client, last);
    }
  }

  /**
   * Several replicas, which know of one another's values now and then; of two values for a key the
   * one with the greater timestamp stays. Each request meets any of them.
   */
  final class LastWriteWins implements KvStates {
    private static final int REPLICAS = 5;

    private final RandomGenerator chance;
    private final List<Map<JsonNode, Stamped>> replicas =
        Stream.<Map<JsonNode, Stamped>>generate(HashMap::new).limit(REPLICAS).toList();
    private final long[] clocks = new long[REPLICAS];
    private int met;

    private record Stamped(long time, JsonNode value) {}

    LastWriteWins(RandomGenerator chance) {
      this.chance = chance;
    }

    @Override
    public @Nullable JsonNode meet(String client, JsonNode key) {
      gossip(key);
      met = chance.nextInt(REPLICAS);
      return newest(client, key);
    }

    @Override
    public @Nullable JsonNode newest(String client, JsonNode key) {
      Stamped found = replicas.get(met).get(key);
      return found == null ? null : found.value;
    }

    @Override
    public void replace(String client, JsonNode key, JsonNode value) {
      replicas.get(met).put(key, new Stamped(++clocks[met], value));
    }

    private void gossip(JsonNode key) {
      int source = chance.nextInt(REPLICAS);
      int target = chance.nextInt(REPLICAS);
      Stamped told = replicas.get(source).get(key);
      Stamped known = replicas.get(target).get(key);
      clocks[target] = Math.max(clocks[target], clocks[source]);
      if (told != null && (known == null || known.time < told.time)) {
        replicas.get(target).put(key, told);
      }
    }
  }
}
