package minos.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import minos.cluster.Client;
import minos.cluster.Cluster;
import minos.cluster.FaultNotInjected;
import minos.cluster.Network;
import minos.cluster.Node;
import minos.cluster.Saboteur;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayName("A node that is to end itself at a point")
@DisplayNameGeneration(ReplaceUnderscores.class)
class CrashHarmTest {
  private static final String POINT = "after-log-force";

  @Test
  void is_believed_when_it_is_gone_with_the_point_in_its_last_words() throws Exception {
    Harm.Done done = inflict(new Doomed(POINT, Node.State.GONE, "ended itself at " + POINT));

    assertEquals(List.of("n1: GONE at " + POINT), done.evidence());
  }

  @Test
  void may_be_there_before_it_says_that_it_waits() throws Exception {
    String words = "ended itself at " + POINT;

    assertTrue(inflict(new Doomed("", Node.State.GONE, words)).how().contains(POINT));
    assertTrue(inflict(new Doomed("!", Node.State.GONE, words)).how().contains(POINT));
  }

  @Test
  void is_not_believed_when_it_does_not_wait_and_lives_on() {
    assertEquals("n1 does not wait for " + POINT, refusal(new Doomed("", Node.State.RUNNING, "")));
    assertEquals("no answer", refusal(new Doomed("!", Node.State.RUNNING, "")));
  }

  @Test
  void is_not_believed_when_it_ended_elsewhere() {
    assertEquals(
        "n1 ended, but not at " + POINT + ": out of memory",
        refusal(new Doomed(POINT, Node.State.GONE, "out of memory")));
  }

  @Test
  void hits_nobody_where_it_does_not_come_there_and_is_told_to_forget_it() {
    Doomed never = new Doomed(POINT, Node.State.RUNNING, "");

    NothingToHit told = assertThrows(NothingToHit.class, () -> inflict(never));

    assertEquals("n1 has not come to " + POINT + " in 15 s", told.getMessage());
    assertEquals(List.of("crash " + POINT, "none"), never.orders());
  }

  private static String refusal(Doomed node) {
    return String.valueOf(assertThrows(FaultNotInjected.class, () -> inflict(node)).getMessage());
  }

  private static Harm.Done inflict(Doomed node) throws FaultNotInjected {
    return new CrashHarm(new One(node)).inflict(node, POINT);
  }

  /**
   * @param armed the point that it says it waits for; {@code !} if it cannot be asked
   */
  private record Doomed(String armed, Node.State state, String lastWords, List<String> orders)
      implements Node, Saboteur {
    Doomed(String armed, Node.State state, String lastWords) {
      this(armed, state, lastWords, new ArrayList<>());
    }

    @Override
    public Report obey(String order) throws FaultNotInjected {
      orders.add(order);
      if (armed.equals("!")) {
        throw new FaultNotInjected("no answer");
      }
      return new Report("real", armed, 0, false, 0, 0);
    }

    @Override
    public Saboteur saboteur() {
      return this;
    }

    @Override
    public String name() {
      return "n1";
    }

    @Override
    public void kill() {}

    @Override
    public void start() {}

    @Override
    public void pause() {}

    @Override
    public void resume() {}
  }

  /** Nothing changes in it, so that nobody waits. */
  private record One(Node node) implements Cluster {
    @Override
    public boolean await(Duration limit, BooleanSupplier condition) {
      return condition.getAsBoolean();
    }

    @Override
    public List<Node> nodes() {
      return List.of(node);
    }

    @Override
    public Network network() {
      throw new UnsupportedOperationException();
    }

    @Override
    public Client open(int process) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Optional<String> leader() {
      return Optional.empty();
    }

    @Override
    public Map<String, String> description() {
      return Map.of();
    }

    @Override
    public void collectLogs(Path folder) {}

    @Override
    public void close() {}
  }
}
