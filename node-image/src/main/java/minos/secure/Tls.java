package minos.secure;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/**
 * TLS 1.3 or 1.2 in which both sides show a certificate that one authority has signed. Whom a
 * certificate names is a server's own name, as its common name or a DNS name, and no host.
 */
public final class Tls {
  private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};
  private static final int DNS_NAME = 2;

  private final SSLContext context;

  private Tls(SSLContext context) {
    this.context = context;
  }

  /**
   * Reads PEM files.
   *
   * @param certificate one's own, first in its file, with those between it and the authority
   * @param key PKCS#8
   * @param authority certificates of whoever signs those of all servers and clients
   * @throws IOException with one line: which file, what is wrong, what to do
   */
  public static Tls load(Path certificate, Path key, Path authority) throws IOException {
    List<X509Certificate> own = Pem.certificates(certificate);
    try {
      KeyStore identity = empty();
      identity.setKeyEntry("own", Pem.key(key), new char[0], own.toArray(new Certificate[0]));
      KeyStore trusted = empty();
      for (X509Certificate one : Pem.certificates(authority)) {
        trusted.setCertificateEntry("authority" + trusted.size(), one);
      }
      var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(identity, new char[0]);
      var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(trusted);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
      return new Tls(context);
    } catch (GeneralSecurityException e) {
      throw new IOException(certificate + " and " + key + ": " + e.getMessage(), e);
    }
  }

  private static KeyStore empty() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }

  /**
   * Secures a connection that this side has made.
   *
   * @param server whom the other side's certificate must name; empty for any
   * @throws IOException when the other side cannot be trusted, or is not that server
   */
  SSLSocket toServer(Socket connected, Optional<String> server) throws IOException {
    SSLSocket secure = layer(connected);
    secure.setUseClientMode(true);
    secure.startHandshake();
    if (server.isPresent() && !names(secure).contains(server.get())) {
      throw new IOException(
          "TLS: its certificate names " + names(secure) + ", not " + server.get());
    }
    return secure;
  }

  /**
   * Secures a connection that the other side has made.
   *
   * @throws IOException when the other side shows no certificate, or one that nobody trusts
   */
  SSLSocket toClient(Socket accepted) throws IOException {
    SSLSocket secure = layer(accepted);
    secure.setUseClientMode(false);
    secure.setNeedClientAuth(true);
    secure.startHandshake();
    return secure;
  }

  private SSLSocket layer(Socket socket) throws IOException {
    String host = socket.getInetAddress().getHostAddress();
    SSLSocket secure =
        (SSLSocket) context.getSocketFactory().createSocket(socket, host, socket.getPort(), true);
    secure.setEnabledProtocols(PROTOCOLS);
    return secure;
  }

  /** Whom the other side's certificate names. */
  static Set<String> names(SSLSocket socket) throws IOException {
    Set<String> names = new HashSet<>();
    try {
      X509Certificate shown = (X509Certificate) socket.getSession().getPeerCertificates()[0];
      for (Rdn part : new LdapName(shown.getSubjectX500Principal().getName()).getRdns()) {
        if (part.getType().equalsIgnoreCase("CN")) {
          names.add(part.getValue().toString());
        }
      }
      var others = shown.getSubjectAlternativeNames();
      if (others != null) {
        for (List<?> name : others) {
          if (name.get(0).equals(DNS_NAME)) {
            names.add(name.get(1).toString());
          }
        }
      }
    } catch (SSLPeerUnverifiedException | InvalidNameException | CertificateParsingException e) {
      throw new IOException("TLS: a certificate that names nobody: " + e.getMessage(), e);
    }
    return names;
  }
}
