package minos.target;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import minos.cluster.Client;
import minos.cluster.Client.Completion;
import minos.cluster.Cluster;
import minos.cluster.FaultNotInjected;
import minos.cluster.Members;
import minos.history.Op;

/**
 * The members of the reference: each wish by a client of its own, as each administrator has one.
 */
final class RaftKvMembers implements Members {
  /** Far from the processes of a test, whose clients are others. */
  private static final int FIRST_ADMIN = 1_000_000;

  /** A few limits of one call; a change under way has the next one wait. */
  private static final Duration PATIENCE = Duration.ofSeconds(4);

  private final Cluster cluster;
  private final UnaryOperator<String> address;
  private int admins = FIRST_ADMIN;

  /**
   * @param address where others find a node
   */
  RaftKvMembers(Cluster cluster, UnaryOperator<String> address) {
    this.cluster = cluster;
    this.address = address;
  }

  private record Asked(String f, String value) {}

  @Override
  public SortedSet<String> voters() throws FaultNotInjected {
    Completion answer = all(List.of(new Asked("members", ""))).getFirst();
    if (answer.type() == Op.Type.OK && answer.value() instanceof List<?> names) {
      SortedSet<String> voters = new TreeSet<>();
      names.forEach(name -> voters.add(String.valueOf(name)));
      return voters;
    }
    throw new FaultNotInjected("nobody says who belongs to the cluster: " + why(answer));
  }

  @Override
  public List<String> ask(List<Wish> wishes) {
    List<Asked> asked = wishes.stream().map(this::asked).toList();
    List<Completion> answers = all(asked);
    return IntStream.range(0, asked.size())
        .mapToObj(i ->
            asked.get(i).f()
                + " "
                + asked.get(i).value().replaceFirst("=.*", "")
                + ": "
                + told(answers.get(i)))
        .toList();
  }

  private Asked asked(Wish wish) {
    return switch (wish) {
      case Wish.Add(String node) -> new Asked("add", node + "=" + address.apply(node));
      case Wish.Remove(String node) -> new Asked("remove", node);
      case Wish.Transfer(String node) -> new Asked("transfer", node);
    };
  }

  private static String told(Completion answer) {
    return switch (answer.type()) {
      case OK -> "done, voters " + answer.value();
      case FAIL -> "declined (" + why(answer) + ")";
      case INFO, INVOKE -> "in doubt (" + why(answer) + ")";
    };
  }

  private static Object why(Completion answer) {
    return answer.extra().getOrDefault("error", "no answer");
  }

  /** In the order in which they were asked; who has not answered in time is in doubt. */
  private List<Completion> all(List<Asked> questions) {
    AtomicReferenceArray<Completion> answers = new AtomicReferenceArray<>(questions.size());
    List<Client> clients = new ArrayList<>();
    for (int i = 0; i < questions.size(); i++) {
      int place = i;
      Client client = cluster.open(admins++);
      clients.add(client);
      client.invoke(operation(questions.get(i)), answer -> answers.set(place, answer));
    }
    boolean ignored = cluster.await(PATIENCE, () -> given(answers).allMatch(each -> each.present));
    List<Completion> seen = given(answers).map(Given::answer).toList();
    clients.forEach(Client::close);
    return seen;
  }

  private record Given(boolean present, Completion answer) {}

  private static Stream<Given> given(AtomicReferenceArray<Completion> answers) {
    return IntStream.range(0, answers.length())
        .mapToObj(i -> {
          Completion answer = answers.get(i);
          return answer == null
              ? new Given(false, new Completion(Op.Type.INFO, null, Map.of()))
              : new Given(true, answer);
        });
  }

  private static Op operation(Asked asked) {
    return new Op(
        0, 0, 0, Op.Type.INVOKE, asked.f(), null, asked.value(), Map.of("object", "cluster"));
  }
}
