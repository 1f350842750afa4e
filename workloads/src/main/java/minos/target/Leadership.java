package minos.target;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import minos.cluster.FaultNotInjected;

/** Who leads, asked of the HTTP endpoint of every node at once. */
final class Leadership implements AutoCloseable {
  /** A node that does not answer so soon is down, stopped, or no help. */
  private static final Duration PATIENCE = Duration.ofMillis(400);

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, InetSocketAddress> endpoints;
  private final Question question;
  private final FromWithin within;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();

  /**
   * @param within asked instead where clients are kept from a node
   */
  Leadership(Map<String, InetSocketAddress> endpoints, Question question, FromWithin within) {
    this.endpoints = Map.copyOf(endpoints);
    this.question = question;
    this.within = within;
  }

  /** What a system is asked, and how it says that it leads. */
  enum Question {
    OF_RAFT_KV("GET", "/status", "") {
      @Override
      OptionalLong termLed(JsonNode status) {
        return status.path("role").asText().equalsIgnoreCase("leader")
            ? OptionalLong.of(status.path("term").asLong())
            : OptionalLong.empty();
      }
    },
    OF_ETCD("POST", "/v3/maintenance/status", "{}") {
      @Override
      OptionalLong termLed(JsonNode status) {
        String own = status.path("header").path("member_id").asText();
        return !own.isEmpty() && own.equals(status.path("leader").asText())
            ? OptionalLong.of(status.path("raftTerm").asLong())
            : OptionalLong.empty();
      }
    };

    private final String method;
    private final String path;
    private final String body;

    Question(String method, String path, String body) {
      this.method = method;
      this.path = path;
      this.body = body;
    }

    /** The term in which who answers so leads; empty if it does not. */
    abstract OptionalLong termLed(JsonNode status);
  }

  private record Claim(String node, long term) {}

  /** The nodes that say so, the one with the highest term first. */
  List<String> claims() {
    List<CompletableFuture<Optional<Claim>>> asked =
        endpoints.entrySet().stream().map(node -> ask(node.getKey(), node.getValue())).toList();
    return asked.stream()
        .map(CompletableFuture::join)
        .flatMap(Optional::stream)
        .sorted(Comparator.comparingLong(Claim::term).reversed())
        .map(Claim::node)
        .toList();
  }

  private CompletableFuture<Optional<Claim>> ask(String node, InetSocketAddress address) {
    return within.isNeeded(node)
        ? CompletableFuture.supplyAsync(() -> askWithin(node), Thread::startVirtualThread)
        : askFromHere(node, address);
  }

  private Optional<Claim> askWithin(String node) {
    try {
      return claim(
          node, within.ask(node, question.method, question.path, question.body, PATIENCE).body());
    } catch (FaultNotInjected e) {
      return Optional.empty();
    }
  }

  private CompletableFuture<Optional<Claim>> askFromHere(String node, InetSocketAddress address) {
    URI uri =
        URI.create(
            "http://%s:%d%s"
                .formatted(
                    address.getAddress().getHostAddress(), address.getPort(), question.path));
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .method(question.method, BodyPublishers.ofString(question.body))
            .timeout(PATIENCE)
            .build();
    return http.sendAsync(request, BodyHandlers.ofString())
        .thenApply(response -> claim(node, response.body()))
        .exceptionally(silent -> Optional.empty());
  }

  private Optional<Claim> claim(String node, String body) {
    try {
      OptionalLong term = question.termLed(JSON.readTree(body));
      return term.isPresent() ? Optional.of(new Claim(node, term.getAsLong())) : Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
