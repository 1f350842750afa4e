package minos.node.config;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import minos.secure.Credentials;
import minos.secure.Tls;

/**
 * How a server is operated, all of it optional.
 *
 * @param events where the structured event log goes
 * @param tls how connections are secured, if at all
 * @param clientToken the file with the word that clients must say
 * @param notes what the user should know of how the options were taken
 * @param obeysSabotage whether orders to hurt itself are obeyed, for tests
 */
public record Operation(
    Optional<Path> events,
    Optional<Operation.TlsFiles> tls,
    Optional<Path> clientToken,
    List<String> notes,
    boolean obeysSabotage) {

  /** One that obeys no orders to hurt itself. */
  public Operation(
      Optional<Path> events,
      Optional<Operation.TlsFiles> tls,
      Optional<Path> clientToken,
      List<String> notes) {
    this(events, tls, clientToken, notes, false);
  }

  /**
   * PEM files.
   *
   * @param certificate this server's, with those between it and the authority behind it
   * @param key its private key, PKCS#8
   * @param authority the certificates that sign those of servers and clients
   */
  public record TlsFiles(Path certificate, Path key, Path authority) {}

  /**
   * Reads the files that say who this server is.
   *
   * @throws IOException with one line: which file, what is wrong, what to do
   */
  public Credentials credentials() throws IOException {
    Optional<Tls> secured =
        tls.isPresent()
            ? Optional.of(Tls.load(tls.get().certificate(), tls.get().key(), tls.get().authority()))
            : Optional.empty();
    return new Credentials(
        secured, clientToken.isPresent() ? Credentials.token(clientToken.get()) : "");
  }

  /** No event log, no TLS, no token. */
  public static final Operation PLAIN =
      new Operation(Optional.empty(), Optional.empty(), Optional.empty(), List.of());
}
