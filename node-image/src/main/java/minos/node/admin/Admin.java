package minos.node.admin;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import minos.node.json.Json;

/** {@code GET /status}, over HTTP: for people, for scripts, and for the harness. */
public final class Admin implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /**
   * @param status what to answer, as JSON; throws when the server cannot say right now
   */
  public Admin(InetSocketAddress address, Supplier<String> status) throws IOException {
    this.server = HttpServer.create(address, 0);
    server.setExecutor(threads);
    server.createContext(
        "/",
        exchange -> {
          if (!exchange.getRequestURI().getPath().equals("/status")) {
            answer(exchange, 404, "{\"error\":\"there is only /status\"}");
          } else if (!exchange.getRequestMethod().equals("GET")) {
            answer(exchange, 405, "{\"error\":\"only GET\"}");
          } else {
            answerStatus(exchange, status);
          }
        });
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

  private static void answerStatus(HttpExchange exchange, Supplier<String> status)
      throws IOException {
    String body;
    try {
      body = status.get();
    } catch (IllegalStateException e) {
      answer(exchange, 503, "{\"error\":" + Json.text(String.valueOf(e.getMessage())) + "}");
      return;
    }
    answer(exchange, 200, body);
  }

  private static void answer(HttpExchange exchange, int code, String json) throws IOException {
    byte[] body = (json + "\n").getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(code, body.length);
    try (var out = exchange.getResponseBody()) {
      out.write(body);
    }
  }
}
