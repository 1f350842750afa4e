package minos.target;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import minos.cluster.FaultNotInjected;
import minos.docker.NodeControl;

/** Orders to one node of the reference, posted to its admin endpoint. */
final class PostedOrders implements NodeControl {
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String node;
  private final URI uri;
  private final HttpClient http;
  private final FromWithin within;

  /**
   * @param within posts instead where clients are kept from the node
   */
  PostedOrders(String node, InetSocketAddress admin, HttpClient http, FromWithin within) {
    this.within = within;
    this.node = node;
    this.uri =
        URI.create(
            "http://%s:%d/sabotage"
                .formatted(admin.getAddress().getHostAddress(), admin.getPort()));
    this.http = http;
  }

  private FromWithin.Answer answer(String order)
      throws FaultNotInjected, IOException, InterruptedException {
    if (within.isNeeded(node)) {
      return within.ask(node, "POST", uri.getPath(), order, PATIENCE);
    }
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(uri)
                .POST(BodyPublishers.ofString(order))
                .timeout(PATIENCE)
                .build(),
            BodyHandlers.ofString());
    return new FromWithin.Answer(answer.statusCode(), answer.body());
  }

  private JsonNode post(String order) throws FaultNotInjected {
    try {
      FromWithin.Answer answer = answer(order);
      JsonNode json = JSON.readTree(answer.body());
      if (answer.status() != 200 || json == null) {
        throw new FaultNotInjected(
            "%s does not obey '%s': %s".formatted(node, order, answer.body().strip()));
      }
      return json;
    } catch (IOException e) {
      throw new FaultNotInjected("%s does not obey '%s': %s".formatted(node, order, e), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FaultNotInjected("interrupted while " + node + " was told " + order, e);
    }
  }

  @Override
  public Report obey(String order) throws FaultNotInjected {
    JsonNode said = post(order);
    return new Report(
        said.path("disk").asText(),
        said.path("armed").asText(),
        said.path("slowMillis").asLong(),
        said.path("full").asBoolean(),
        said.path("slowed").asLong(),
        said.path("failed").asLong());
  }

  private static Clocks clocks(JsonNode said) {
    return new Clocks(said.path("wallMillis").asLong(), said.path("monotonicNanos").asLong());
  }

  @Override
  public Clocks clocks() throws FaultNotInjected {
    return clocks(post("report"));
  }

  @Override
  public Clocks clocksAfter(long millis) throws FaultNotInjected {
    return clocks(post("wait " + millis));
  }
}
