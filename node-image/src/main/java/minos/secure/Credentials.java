package minos.secure;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;

/**
 * What a process shows to those it talks to, and wants to see of them.
 *
 * @param tls how connections are secured, if at all
 * @param token the word that clients say, empty for none. A server says it, too, unless its
 *     certificate names it
 */
public record Credentials(Optional<Tls> tls, String token) {
  private static final int MAX_TOKEN_BYTES = 128;

  /** Everybody is who he says. */
  public static final Credentials NONE = new Credentials(Optional.empty(), "");

  /**
   * Reads a token from a file; blanks around it do not count.
   *
   * @throws IOException with one line: which file, what is wrong
   */
  public static String token(Path file) throws IOException {
    String token;
    try {
      token = Files.readString(file).strip();
    } catch (IOException e) {
      throw new IOException(file + ": cannot be read: " + e, e);
    }
    int bytes = token.getBytes(StandardCharsets.UTF_8).length;
    if (bytes == 0 || bytes > MAX_TOKEN_BYTES) {
      throw new IOException(
          file + ": a token of " + bytes + " bytes, expected 1 to " + MAX_TOKEN_BYTES);
    }
    return token;
  }

  /**
   * The connection to talk over.
   *
   * @param connected by this side
   * @param server whom the other side's certificate must name; empty for any
   */
  public Socket toServer(Socket connected, Optional<String> server) throws IOException {
    return tls.isPresent() ? tls.get().toServer(connected, server) : connected;
  }

  /**
   * The connection to talk over.
   *
   * @param accepted from the other side
   * @throws IOException with one line where the other side is not to be trusted
   */
  public Socket toClient(Socket accepted) throws IOException {
    if (tls.isEmpty()) {
      return accepted;
    }
    try {
      return tls.get().toClient(accepted);
    } catch (SSLException e) {
      throw new Untrusted("TLS: " + reason(e), e);
    }
  }

  /**
   * Whether whoever connected may go on.
   *
   * @param connection as {@link #toClient} made it
   * @param server who it says it is; empty for a client
   * @throws Untrusted with why it may not
   */
  public void admit(Socket connection, Optional<String> server, String said) throws IOException {
    if (server.isPresent() && connection instanceof SSLSocket secure) {
      Set<String> names = Tls.names(secure);
      if (!names.contains(server.get())) {
        throw new Untrusted("says it is " + server.get() + ", but its certificate names " + names);
      }
    } else if (!token.isEmpty() && !isToken(said)) {
      throw new Untrusted(said.isEmpty() ? "no token" : "a wrong token");
    }
  }

  /** Takes the same time wherever the first difference is. */
  private boolean isToken(String said) {
    return MessageDigest.isEqual(
        token.getBytes(StandardCharsets.UTF_8), said.getBytes(StandardCharsets.UTF_8));
  }

  private static String reason(Throwable e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return e.getCause() == null
        ? String.valueOf(e.getMessage())
        : e.getMessage() + ": " + root.getMessage();
  }

  /** Without the token: this text may get into a log. */
  @Override
  public String toString() {
    return "Credentials[tls=" + tls.isPresent() + ", token=" + !token.isEmpty() + "]";
  }
}
