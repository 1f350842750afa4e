package minos.target;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Who leads, asked of the admin endpoint of every node at once. */
final class Leadership {
  /** A node that does not answer so soon is down, stopped, or no help. */
  private static final Duration PATIENCE = Duration.ofMillis(400);

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, InetSocketAddress> admin;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();

  Leadership(Map<String, InetSocketAddress> admin) {
    this.admin = Map.copyOf(admin);
  }

  private record Claim(String node, long term) {}

  /** The nodes that say so, the one with the highest term first. */
  List<String> claims() {
    List<CompletableFuture<Optional<Claim>>> asked =
        admin.entrySet().stream().map(node -> ask(node.getKey(), node.getValue())).toList();
    return asked.stream()
        .map(CompletableFuture::join)
        .flatMap(Optional::stream)
        .sorted(Comparator.comparingLong(Claim::term).reversed())
        .map(Claim::node)
        .toList();
  }

  private CompletableFuture<Optional<Claim>> ask(String node, InetSocketAddress address) {
    URI uri =
        URI.create(
            "http://%s:%d/status"
                .formatted(address.getAddress().getHostAddress(), address.getPort()));
    HttpRequest request = HttpRequest.newBuilder(uri).timeout(PATIENCE).build();
    return http.sendAsync(request, BodyHandlers.ofString())
        .thenApply(response -> claim(node, response.body()))
        .exceptionally(silent -> Optional.empty());
  }

  private static Optional<Claim> claim(String node, String body) {
    try {
      JsonNode status = JSON.readTree(body);
      return status.path("role").asText().equalsIgnoreCase("leader")
          ? Optional.of(new Claim(node, status.path("term").asLong()))
          : Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }
}
