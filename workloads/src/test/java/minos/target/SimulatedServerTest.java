package minos.target;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import minos.client.Request;
import minos.client.Response;
import minos.cluster.Cluster;
import minos.history.Op;
import minos.kv.Command;
import minos.kv.Command.Change;
import minos.kv.Query;
import minos.kv.Reply;
import minos.raft.Rules;
import minos.raft.flaw.Flaws;
import minos.sim.SimClient;
import minos.sim.SimCluster;
import minos.sim.SimHost;
import minos.sim.SimSettings;
import minos.sim.SimSystem;
import minos.time.VirtualTime;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A simulated server that is its own cluster")
@DisplayNameGeneration(ReplaceUnderscores.class)
class SimulatedServerTest {
  private static final String KEY = "x";
  private static final String PADDING = " and much more".repeat(50);

  private final VirtualTime time = new VirtualTime();
  private final List<Response> answers = new ArrayList<>();
  private final List<SimulatedStorage> disks = new ArrayList<>();
  private final List<Cluster> clusters = new ArrayList<>();

  @Test
  void answers_each_request_by_its_number() throws Exception {
    SimHost client = clientOf(Rules.OF_THE_PAPER);
    long session = open(client);

    propose(client, 7, new Command.InSession(session, 1, 0, new Change.Put(KEY, "1")));
    ask(client, 8);

    assertEquals(
        List.of(
            new Response.Answered(7, new Reply.Done()),
            new Response.Answered(8, new Reply.Value(Optional.of("1")))),
        answers);
  }

  @Test
  void gives_a_retried_command_its_first_reply() throws Exception {
    SimHost client = clientOf(Rules.OF_THE_PAPER);

    swapTwice(client);

    assertEquals(
        List.of(
            new Response.Answered(3, new Reply.Swapped(true)),
            new Response.Answered(4, new Reply.Swapped(true))),
        answers);
  }

  @Test
  void executes_a_retried_command_again_with_flaw_CL01() throws Exception {
    SimHost client = clientOf(Flaws.named("CL01").orElseThrow());

    swapTwice(client);

    assertEquals(
        List.of(
            new Response.Answered(3, new Reply.Swapped(true)),
            new Response.Answered(4, new Reply.Swapped(false))),
        answers);
  }

  @Test
  void refuses_writes_and_serves_reads_while_its_disk_is_full() throws Exception {
    SimHost client = clientOf(Rules.OF_THE_PAPER);
    long session = open(client);
    disks.getFirst().disk().limitTo(0);

    int puts = putWhile(false, client, session, 0);
    ask(client, 1);
    Response read = answers.getLast();
    disks.getFirst().disk().limitTo(1 << 20);
    putWhile(true, client, session, puts - 1);

    assertEquals(
        new Response.Answered(1, new Reply.Value(Optional.of("" + (puts - 1) + PADDING))), read);
    assertEquals(new Response.Answered(puts, new Reply.Done()), answers.getLast());
  }

  @Test
  void writes_its_events_down_as_a_real_one_does_and_the_same_each_time(@TempDir Path folder)
      throws Exception {
    List<String> first = eventsOfThirtyPuts(folder.resolve("1"));
    List<String> second = eventsOfThirtyPuts(folder.resolve("2"));

    assertEquals(first, second);
    for (String event :
        List.of("started", "election-won", "session-opened", "committed", "snapshot-taken")) {
      assertTrue(
          first.stream().anyMatch(line -> line.contains("\"event\":\"" + event + "\"")),
          () -> "no " + event + " in " + first);
    }
  }

  private static List<String> eventsOfThirtyPuts(Path folder) throws Exception {
    SimulatedServerTest another = new SimulatedServerTest();
    SimHost client = another.clientOf(Rules.OF_THE_PAPER);
    long session = another.open(client);
    for (int put = 1; put <= 30; put++) {
      another.put(client, session, put);
    }
    another.clusters.getFirst().collectLogs(folder);
    return Files.readAllLines(folder.resolve("n1").resolve("events.jsonl"));
  }

  /** Writes, and writes what was refused again, until it is refused, or no longer is. */
  private int putWhile(boolean refused, SimHost client, long session, int before) {
    int puts = before + 1;
    put(client, session, puts);
    while (answers.getLast() instanceof Response.NoSpace == refused) {
      puts += refused ? 0 : 1;
      long later = time.nanos() + Duration.ofMillis(100).toNanos();
      time.runUntil(() -> time.nanos() >= later);
      put(client, session, puts);
    }
    return puts;
  }

  private void put(SimHost client, long session, int number) {
    Change change = new Change.Put(KEY, number + PADDING);
    propose(client, number, new Command.InSession(session, number, number - 1, change));
  }

  private void swapTwice(SimHost client) {
    long session = open(client);
    propose(client, 2, new Command.InSession(session, 1, 0, new Change.Put(KEY, "1")));
    answers.clear();
    Command swap = new Command.InSession(session, 2, 1, new Change.CompareAndSet(KEY, "1", "2"));
    propose(client, 3, swap);
    propose(client, 4, swap);
  }

  private long open(SimHost client) {
    propose(client, 1, new Command.OpenSession());
    Response opened = answers.removeLast();
    return opened instanceof Response.Answered(long id, Reply.SessionOpened(long session))
        ? session
        : -1;
  }

  private void propose(SimHost client, long id, Command command) {
    await(client, new Request.Propose(id, command));
  }

  private void ask(SimHost client, long id) {
    await(client, new Request.Read(id, new Query.Get(KEY)));
  }

  private void await(SimHost client, Request request) {
    int known = answers.size();
    client.send("n1", request);
    time.runUntil(() -> answers.size() > known);
  }

  /** A client's host, once the server leads. */
  private SimHost clientOf(Rules rules) throws Exception {
    List<SimHost> hosts = new ArrayList<>();
    List<String> one = List.of("n1");
    SimCluster<SimulatedServer, SimulatedStorage> cluster =
        new SimCluster<>(
            new WithBareClients(
                new RaftKvSimulation(one, rules, Tuning.USUAL, Optional.empty()),
                answers,
                hosts,
                disks),
            one,
            1,
            SimSettings.CALM,
            time);
    clusters.add(cluster);
    cluster.open(0);
    time.runUntil(() -> cluster.leader().isPresent());
    return hosts.getFirst();
  }

  /** The store with clients that note every answer and do nothing by themselves. */
  private record WithBareClients(
      RaftKvSimulation store,
      List<Response> answers,
      List<SimHost> hosts,
      List<SimulatedStorage> disks)
      implements SimSystem<SimulatedServer, SimulatedStorage> {
    @Override
    public SimulatedStorage format(String node) {
      disks.add(store.format(node));
      return disks.getLast();
    }

    @Override
    public SimulatedServer boot(SimHost host, SimulatedStorage storage) {
      return store.boot(host, storage);
    }

    @Override
    public SimClient connect(SimHost host, List<String> nodes) {
      hosts.add(host);
      return new BareClient(answers);
    }

    @Override
    public OptionalLong leads(SimulatedServer program) {
      return store.leads(program);
    }

    @Override
    public Map<String, String> description() {
      return store.description();
    }
  }

  private record BareClient(List<Response> answers) implements SimClient {
    @Override
    public void receive(String from, Object message) {
      if (message instanceof Response response) {
        answers.add(response);
      }
    }

    @Override
    public void invoke(Op invocation, Consumer<Completion> done) {}

    @Override
    public void close() {}
  }
}
