package minos.serve;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import minos.store.StoreFailed;
import minos.time.RealTime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The results folder over HTTP; whoever asks can read, and nobody can change anything. */
public final class Server implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Server.class);
  private static final Set<String> METHODS = Set.of("GET", "HEAD");
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
  private static final int BACKLOG = 50;

  private final HttpServer http;
  private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
  private final Site site;

  private Server(HttpServer http, Path results) {
    this.http = http;
    this.site = new Site(results, new RealTime()::nanos);
  }

  /**
   * Begins to listen, and to read the folder.
   *
   * @param port 0 for any that is free
   * @throws IOException if nothing can listen there
   */
  public static Server start(Path results, InetAddress address, int port) throws IOException {
    Server server =
        new Server(HttpServer.create(new InetSocketAddress(address, port), BACKLOG), results);
    server.http.setExecutor(server.workers);
    server.http.createContext("/", server::handle);
    server.http.start();
    server.workers.execute(server::warmUp);
    return server;
  }

  /** Such as {@code http://127.0.0.1:7070/}. */
  public String address() {
    InetSocketAddress bound = http.getAddress();
    String host = bound.getAddress().getHostAddress();
    return "http://%s:%d/".formatted(host.contains(":") ? "[" + host + "]" : host, bound.getPort());
  }

  @Override
  public void close() {
    http.stop(0);
    workers.shutdownNow();
    workers.close();
  }

  private void warmUp() {
    try {
      site.warmUp();
    } catch (StoreFailed e) {
      LOG.warn("{}", e.getMessage());
    }
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      send(exchange, answer(exchange));
    } catch (IOException e) {
      LOG.debug("a browser went away: {}", e.getMessage());
    } catch (RuntimeException e) {
      LOG.error("a bug in Minos", e);
      throw e;
    }
  }

  private Answer answer(HttpExchange exchange) {
    if (!METHODS.contains(exchange.getRequestMethod())) {
      return Answer.refused(405, "these pages can be read only");
    }
    if (!isForUs(exchange)) {
      return Answer.refused(403, "asked for under another host's name");
    }
    return site.answer(
        exchange.getRequestURI().getRawPath(), Query.of(exchange.getRequestURI().getRawQuery()));
  }

  /**
   * Whether it was asked for by an address or by the name of this machine's loopback: a page from
   * elsewhere, whose name somebody made to lead here, gets nothing.
   */
  private boolean isForUs(HttpExchange exchange) {
    String host = exchange.getRequestHeaders().getFirst("Host");
    if (host == null || !http.getAddress().getAddress().isLoopbackAddress()) {
      return host != null;
    }
    return LOOPBACK.contains(host.replaceFirst(":\\d+$", ""));
  }

  private static void send(HttpExchange exchange, Answer answer) throws IOException {
    Headers headers = exchange.getResponseHeaders();
    headers.set("Content-Type", answer.type());
    headers.set("Content-Security-Policy", answer.policy());
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("Referrer-Policy", "no-referrer");
    headers.set("Cache-Control", "no-store");
    if (!answer.name().isEmpty()) {
      headers.set("Content-Disposition", "attachment; filename=\"" + plain(answer.name()) + "\"");
    }
    boolean head = exchange.getRequestMethod().equals("HEAD");
    long length = head || answer.length() == 0 ? -1 : Math.max(0, answer.length());
    exchange.sendResponseHeaders(answer.status(), length);
    if (!head && answer.length() != 0) {
      try (OutputStream out = exchange.getResponseBody()) {
        answer.body().writeTo(out);
      }
    }
  }

  private static String plain(String name) {
    return name.replaceAll("[^A-Za-z0-9._-]", "-");
  }
}
