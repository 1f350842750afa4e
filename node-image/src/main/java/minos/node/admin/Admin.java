package minos.node.admin;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import minos.node.json.Json;

/**
 * {@code GET /status} and {@code GET /metrics}, over HTTP: for people, scripts, and the harness. In
 * tests also {@code POST /sabotage}.
 */
public final class Admin implements AutoCloseable {
  private static final int ORDER_BYTES = 1000;
  private static final String JSON = "application/json";
  private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /**
   * @param status what to answer, as JSON; throws when the server cannot say right now
   * @param metrics the same, in Prometheus' format
   */
  public Admin(InetSocketAddress address, Supplier<String> status, Supplier<String> metrics)
      throws IOException {
    this.server = HttpServer.create(address, 0);
    server.setExecutor(threads);
    server.createContext("/", exchange -> answer(exchange, status, metrics));
  }

  private static void answer(
      HttpExchange exchange, Supplier<String> status, Supplier<String> metrics) throws IOException {
    String path = exchange.getRequestURI().getPath();
    if (!path.equals("/status") && !path.equals("/metrics")) {
      answer(exchange, 404, JSON, "{\"error\":\"there are only /status and /metrics\"}\n");
    } else if (!exchange.getRequestMethod().equals("GET")) {
      answer(exchange, 405, JSON, "{\"error\":\"only GET\"}\n");
    } else {
      boolean asJson = path.equals("/status");
      String body;
      try {
        body = asJson ? status.get() + "\n" : metrics.get();
      } catch (IllegalStateException e) {
        answer(exchange, 503, JSON, error(e));
        return;
      }
      answer(exchange, 200, asJson ? JSON : PROMETHEUS, body);
    }
  }

  /**
   * Takes orders from now on: the text that is posted to {@code /sabotage}.
   *
   * @param orders answers JSON; throws IllegalArgumentException with one line for what it is not
   */
  public void obey(UnaryOperator<String> orders) {
    server.createContext(
        "/sabotage",
        exchange -> {
          String order =
              new String(exchange.getRequestBody().readNBytes(ORDER_BYTES), StandardCharsets.UTF_8);
          try {
            answer(exchange, 200, JSON, orders.apply(order) + "\n");
          } catch (IllegalArgumentException e) {
            answer(exchange, 400, JSON, error(e));
          }
        });
  }

  private static String error(RuntimeException why) {
    return "{\"error\":" + Json.text(String.valueOf(why.getMessage())) + "}\n";
  }

  public void start() {
    server.start();
  }

  public InetSocketAddress address() {
    return server.getAddress();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private static void answer(HttpExchange exchange, int code, String type, String text)
      throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(code, body.length);
    try (var out = exchange.getResponseBody()) {
      out.write(body);
    }
  }
}
