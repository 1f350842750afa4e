package minos.target;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import minos.cluster.Client;
import minos.history.Op;
import minos.time.Time;
import org.jspecify.annotations.Nullable;

/**
 * A thin client of etcd: one request for each operation, and never another try of it, since a try
 * that the history does not show would look like a fault of the store. It stays with one node until
 * that gives no clear answer, then goes on to the next.
 */
final class EtcdClient implements Client {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration CALL_LIMIT = Duration.ofSeconds(2);

  private final HttpClient http;
  private final List<Map.Entry<String, InetSocketAddress>> servers;
  private final Time time;
  private int current;

  /**
   * @param servers by the node's name
   * @param first which of them it begins with
   */
  EtcdClient(HttpClient http, Map<String, InetSocketAddress> servers, int first, Time time) {
    this.http = http;
    this.servers = List.copyOf(servers.entrySet());
    this.current = first % servers.size();
    this.time = time;
  }

  @Override
  public void invoke(Op invocation, Consumer<Completion> done) {
    EtcdCall call = EtcdCall.of(invocation);
    String node = servers.get(current).getKey();
    InetSocketAddress address = servers.get(current).getValue();
    URI uri =
        URI.create(
            "http://%s:%d%s"
                .formatted(address.getAddress().getHostAddress(), address.getPort(), call.path()));
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .timeout(CALL_LIMIT)
            .POST(BodyPublishers.ofString(call.body()))
            .build();
    // The answer is read on the loop: what goes wrong there ends the run, and is not lost.
    var unused =
        http.sendAsync(request, BodyHandlers.ofString())
            .whenComplete((response, failure) ->
                time.after(0, () -> end(completion(call, node, response, failure), done)));
  }

  private void end(Completion completion, Consumer<Completion> done) {
    if (completion.extra().containsKey("error")) {
      current = (current + 1) % servers.size();
    }
    done.accept(completion);
  }

  private static Completion completion(
      EtcdCall call,
      String node,
      @Nullable HttpResponse<String> response,
      @Nullable Throwable failure) {
    if (response != null) {
      try {
        JsonNode body = JSON.readTree(response.body());
        return call.answered(response.statusCode(), body, node);
      } catch (JsonProcessingException e) {
        return call.doubtful("HTTP " + response.statusCode() + ", no JSON", node);
      }
    }
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    String why = String.valueOf(cause);
    return cause instanceof ConnectException || cause instanceof HttpConnectTimeoutException
        ? call.unsent(why, node)
        : call.doubtful(why, node);
  }

  /** The connections belong to all clients of the cluster. */
  @Override
  public void close() {}
}
