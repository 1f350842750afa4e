package minos.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.Version;
import com.github.dockerjava.transport.DockerHttpClient;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import minos.cluster.ClusterFailed;
import org.testcontainers.shaded.com.github.dockerjava.core.DefaultDockerClientConfig;
import org.testcontainers.shaded.com.github.dockerjava.core.DockerClientImpl;

/**
 * A Docker engine that answers. Made of the client that Testcontainers brings, without its start-up
 * checks: those pull a helper image, and guess at the machine by files such as /.dockerenv.
 */
public final class Engine implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final int CONNECTIONS_MAX = 64;

  private final DockerClient client;
  private final URI endpoint;
  private final Version version;

  private Engine(URI endpoint, Version version) {
    this.client = client(endpoint, http(endpoint, Duration.ZERO));
    this.endpoint = endpoint;
    this.version = version;
  }

  /**
   * Finds the engine: DOCKER_HOST or the Docker context where set, else the usual sockets. Says no
   * at once, but has three seconds of patience with an engine that accepts and is silent.
   *
   * @throws ClusterFailed if none answers; the message says where it was sought
   */
  public static Engine connect() throws ClusterFailed {
    Chatter.silence();
    try {
      return connect(candidates(System.getenv()));
    } catch (RuntimeException e) {
      throw new ClusterFailed("Docker's configuration cannot be used: " + reason(e), e);
    }
  }

  static Engine connect(List<URI> endpoints) throws ClusterFailed {
    List<String> refusals = new ArrayList<>();
    for (URI endpoint : endpoints) {
      Optional<String> refusal = Knock.refusal(endpoint, PATIENCE);
      if (refusal.isEmpty()) {
        return answering(endpoint);
      }
      refusals.add(endpoint + ": " + refusal.get());
    }
    throw new ClusterFailed("no Docker engine answers (" + String.join("; ", refusals) + ")");
  }

  static List<URI> candidates(Map<String, String> environment) {
    DefaultDockerClientConfig configured =
        DefaultDockerClientConfig.createDefaultConfigBuilder().build();
    List<URI> endpoints = new ArrayList<>(List.of(configured.getDockerHost()));
    if (!environment.containsKey("DOCKER_HOST")) {
      String home = environment.getOrDefault("HOME", "/root");
      String runtime = environment.getOrDefault("XDG_RUNTIME_DIR", "");
      for (String socket :
          List.of(
              runtime + "/docker.sock",
              home + "/.docker/run/docker.sock",
              home + "/.docker/desktop/docker.sock")) {
        if (Files.exists(Path.of(socket))) {
          endpoints.add(URI.create("unix://" + socket));
        }
      }
    }
    return endpoints.stream().distinct().toList();
  }

  private static Engine answering(URI endpoint) throws ClusterFailed {
    try (DockerClient brief = client(endpoint, http(endpoint, PATIENCE))) {
      return new Engine(endpoint, brief.versionCmd().exec());
    } catch (IOException | RuntimeException e) {
      throw new ClusterFailed("no Docker engine answers at " + endpoint + ": " + reason(e), e);
    }
  }

  private static DefaultDockerClientConfig config(URI endpoint) {
    return DefaultDockerClientConfig.createDefaultConfigBuilder()
        .withDockerHost(endpoint.toString())
        .build();
  }

  private static DockerClient client(URI endpoint, DockerHttpClient http) {
    return DockerClientImpl.getInstance(config(endpoint), http);
  }

  private static DockerHttpClient http(URI endpoint, Duration limit) {
    ZerodepDockerHttpClient.Builder http =
        new ZerodepDockerHttpClient.Builder()
            .dockerHost(endpoint)
            .sslConfig(config(endpoint).getSSLConfig())
            .maxConnections(CONNECTIONS_MAX);
    if (!limit.isZero()) {
      http.connectionTimeout(limit).responseTimeout(limit);
    }
    return http.build();
  }

  /** The shortest words for what an engine or its client complained of, on one line. */
  public static String reason(Throwable failure) {
    Throwable root = failure;
    for (Throwable cause = root.getCause(); cause != null; cause = root.getCause()) {
      root = cause;
    }
    String message = root.getMessage();
    return (message == null ? root.getClass().getSimpleName() : message)
        .replaceAll("(?s)^Status \\d+: \\{\"message\":\"(.*)\"}\\s*$", "$1")
        .replace("\\\"", "\"")
        .replaceAll("\\s+", " ")
        .strip();
  }

  /** For the other classes of this package and its own; elsewhere nobody sees Docker's types. */
  public DockerClient client() {
    return client;
  }

  public URI endpoint() {
    return endpoint;
  }

  public String version() {
    return String.valueOf(version.getVersion());
  }

  public String apiVersion() {
    return String.valueOf(version.getApiVersion());
  }

  public String kernel() {
    return String.valueOf(version.getKernelVersion());
  }

  @Override
  public void close() {
    try {
      client.close();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException("closing the connection to " + endpoint, e);
    }
  }
}
