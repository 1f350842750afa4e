package minos.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import minos.store.runs.SomeRuns;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

@DisplayName("minos serve")
@DisplayNameGeneration(ReplaceUnderscores.class)
class ServerTest {
  private static final String RUN = "raft-kv-register/20261120T010000.000";
  private static final String OTHER = "raft-kv-register/20261121T010000.000";
  private static final String SECRET = "nobody may read this";

  @TempDir private Path folder = Path.of(".");
  private Path results = Path.of(".");
  private Server server;

  /**
   * What came back.
   *
   * @param body a character for each byte
   */
  private record Reply(int status, Map<String, String> headers, String body) {
    String text() {
      return new String(bytes(), StandardCharsets.UTF_8);
    }

    byte[] bytes() {
      return body.getBytes(StandardCharsets.ISO_8859_1);
    }
  }

  @BeforeEach
  void serves_two_runs_beside_a_secret() throws Exception {
    results = Files.createDirectory(folder.resolve("results"));
    SomeRuns.write(results, RUN, 3, "invalid");
    SomeRuns.write(results, OTHER, 4, "valid");
    Files.writeString(results.resolve(RUN).resolve("report.html"), "<p>a report</p>");
    Files.createDirectories(results.resolve(RUN).resolve("nodes/n1"));
    Files.writeString(results.resolve(RUN).resolve("nodes/n1/evil.html"), "<script>1</script>");
    Files.writeString(folder.resolve("secret.txt"), SECRET);
    Files.writeString(results.resolve(".hidden"), SECRET);
    Files.createSymbolicLink(results.resolve(RUN).resolve("out"), folder.resolve("secret.txt"));
    Files.createSymbolicLink(results.resolve("up"), folder);
    Files.createSymbolicLink(results.resolve("latest"), Path.of(RUN));
    server = Server.start(results, InetAddress.getLoopbackAddress(), 0);
  }

  @AfterEach
  void ends() {
    server.close();
  }

  @Test
  void lists_runs_and_finds_and_sorts_them() throws Exception {
    String all = page("/").getDocumentElement().getTextContent();
    assertTrue(all.contains("2 runs · 1 invalid · 1 valid"), all);
    assertTrue(all.indexOf("2026-11-21") < all.indexOf("2026-11-20"), "the newest first");

    String found = page("/?q=verdict%3Dinvalid+stale").getDocumentElement().getTextContent();
    assertTrue(found.contains("1 runs") && !found.contains("2026-11-21"), found);

    String sorted = page("/?sort=seed").getDocumentElement().getTextContent();
    assertTrue(sorted.indexOf("2026-11-20") < sorted.indexOf("2026-11-21"), sorted);
    assertEquals(400, get("/?q=nothing%3Dx").status());
    assertTrue(get("/?q=nothing%3Dx").text().contains("'nothing' is no field of a run"));
  }

  @Test
  void puts_two_runs_side_by_side() throws Exception {
    String text = page("/compare?a=" + RUN + "&b=" + OTHER).getDocumentElement().getTextContent();

    assertTrue(text.contains("verdictinvalidvalid"), text);
    assertTrue(text.contains("p993.00 ms4.00 ms"), text);
    assertTrue(text.contains("recovery from pause9 ns9 ns"), text);
    assertEquals(400, get("/compare?a=" + RUN).status());
    assertEquals(400, get("/compare?a=..&b=up").status());
  }

  @Test
  void draws_trends_of_each_test() throws Exception {
    Document page = page("/trends");

    assertEquals(7, page.getElementsByTagName("circle").getLength(), "3 of each, and 1 seen");
    assertTrue(page.getDocumentElement().getTextContent().contains("raft-kv-register · sim"));
  }

  @Test
  void shows_suites_as_a_grid_over_nights_with_the_worst_of_a_group() throws Exception {
    Path night = Files.createDirectories(results.resolve("suites/nightly/20261121T010000.000"));
    Files.writeString(
        night.resolve("suite.json"),
        """
        {"suite":"nightly","started":"2026-11-21T01:00:00Z","verdict":"invalid","cases":[
         {"group":"g","name":"g-1","standing":"passed","attempts":[]},
         {"group":"g","name":"g-2","standing":"violation","reason":"<b>why</b>",
          "attempts":[{"folder":"%s"}]}]}
        """
            .formatted(RUN));

    Document page = page("/suites");

    String cell = get("/suites").text();
    assertTrue(cell.contains("violation (the worst of 2): &lt;b&gt;why&lt;/b&gt;"), cell);
    assertTrue(cell.contains("href=\"/files/" + RUN + "/report.html\""), cell);
    assertTrue(page.getDocumentElement().getTextContent().contains("2026-11-21 01:00invalid"));
  }

  @Test
  void hands_out_files_folders_and_archives() throws Exception {
    assertTrue(get("/files/" + RUN + "/run.json").text().contains("\"seed\":3"));
    assertTrue(get("/files/latest/run.json").text().contains("\"seed\":3"), "a link within");
    assertTrue(page("/files/" + RUN).getDocumentElement().getTextContent().contains("nodes/"));
    assertTrue(get("/files/" + OTHER + "/report.html").text().contains("It has no report"));

    List<String> names = new ArrayList<>();
    Reply archive = get("/zip/" + RUN + ".zip");
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive.bytes()))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        names.add(entry.getName());
        assertFalse(new String(zip.readAllBytes(), StandardCharsets.UTF_8).contains(SECRET));
      }
    }
    assertTrue(names.contains("20261120T010000.000/nodes/n1/evil.html"), names::toString);
    assertFalse(names.contains("20261120T010000.000/out"), "no link");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/files/../secret.txt",
        "/files/%2e%2e/secret.txt",
        "/files/..%2fsecret.txt",
        "/files/%2e%2e%2fsecret.txt",
        "/files/%252e%252e/secret.txt",
        "/files/..%5csecret.txt",
        "/files/%c0%ae%c0%ae/secret.txt",
        "/files/x/%2e./%2e./secret.txt",
        "/files//../secret.txt",
        "/files/up/secret.txt",
        "/files/up/results/up/secret.txt",
        "/files/raft-kv-register/20261120T010000.000/out",
        "/files/raft-kv-register/20261120T010000.000/out/",
        "/files/.hidden",
        "/files/%2ehidden",
        "/files/raft-kv-register/%00",
        "/files/%",
        "/files/%zz",
        "/zip/up.zip",
        "/zip/...zip",
        "/zip/..%2f.zip",
        "/zip/.zip",
        "/../secret.txt",
        "//secret.txt",
      })
  void lets_no_path_out_of_the_results(String path) throws Exception {
    Reply reply = raw("GET " + path + " HTTP/1.1", "Host: 127.0.0.1");

    assertTrue(reply.status() == 404 || reply.status() == 400, path + ": " + reply.status());
    assertFalse(reply.text().contains(SECRET), path);
  }

  @Test
  void does_not_follow_an_absolute_path() throws Exception {
    Reply reply = get("/files/" + folder.resolve("secret.txt"));

    assertEquals(404, reply.status());
  }

  @Test
  void changes_nothing_whoever_asks_for_what() throws Exception {
    Map<String, FileTime> before = everything();

    for (String method : List.of("POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE")) {
      assertEquals(405, raw(method + " / HTTP/1.1", "Host: localhost").status(), method);
    }
    get("/");
    get("/files/");

    assertEquals(before, everything());
  }

  @Test
  void gives_nothing_to_pages_from_elsewhere_that_were_led_here() throws Exception {
    assertEquals(403, raw("GET / HTTP/1.1", "Host: evil.example").status());
    assertEquals(403, raw("GET / HTTP/1.1", "Host: 127.0.0.1.evil.example:80").status());
    assertEquals(200, raw("GET / HTTP/1.1", "Host: localhost:7070").status());
  }

  @Test
  void lets_files_of_systems_that_it_does_not_know_do_nothing() throws Exception {
    Reply evil = get("/files/" + RUN + "/nodes/n1/evil.html");
    assertEquals("text/plain; charset=utf-8", evil.headers().get("content-type"));
    assertEquals("nosniff", evil.headers().get("x-content-type-options"));
    assertTrue(evil.headers().getOrDefault("content-security-policy", "").startsWith("sandbox;"));

    Reply report = get("/files/" + RUN + "/report.html");
    assertEquals("text/html; charset=utf-8", report.headers().get("content-type"));
    assertTrue(
        report.headers().getOrDefault("content-security-policy", "").contains("allow-scripts"));
    assertTrue(get("/").headers().getOrDefault("content-security-policy", "").contains("'none'"));
  }

  @Test
  void answers_to_head_without_a_body() throws Exception {
    Reply reply = raw("HEAD / HTTP/1.1", "Host: localhost");

    assertEquals(200, reply.status());
    assertEquals(0, reply.body().length());
  }

  /** All files but the cache, with their times. */
  private Map<String, FileTime> everything() throws IOException {
    Map<String, FileTime> times = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        if (Files.isRegularFile(file) && !file.getFileName().toString().startsWith(".runs.tsv")) {
          times.put(file.toString(), Files.getLastModifiedTime(file));
        }
      }
    }
    return times;
  }

  private Document page(String path) throws Exception {
    Reply reply = get(path);
    assertEquals(200, reply.status(), reply::text);
    String xml = reply.text().substring("<!DOCTYPE html>\n".length());
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(xml)));
  }

  private Reply get(String path) throws IOException {
    return raw("GET " + path + " HTTP/1.1", "Host: 127.0.0.1");
  }

  /** Not by an HTTP client: these tidy paths up before they send them. */
  private Reply raw(String request, String header) throws IOException {
    URI address = URI.create(server.address());
    try (Socket socket = new Socket(address.getHost(), address.getPort())) {
      socket
          .getOutputStream()
          .write(
              (request + "\r\n" + header + "\r\nConnection: close\r\n\r\n")
                  .getBytes(StandardCharsets.ISO_8859_1));
      return parsed(socket.getInputStream().readAllBytes());
    }
  }

  private static Reply parsed(byte[] reply) {
    String text = new String(reply, StandardCharsets.ISO_8859_1);
    int end = text.indexOf("\r\n\r\n");
    List<String> head = text.substring(0, end).lines().toList();
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (String line : head.subList(1, head.size())) {
      headers.put(line.substring(0, line.indexOf(':')), line.substring(line.indexOf(':') + 2));
    }
    String body = text.substring(end + 4);
    boolean chunked = headers.containsKey("transfer-encoding");
    return new Reply(
        Integer.parseInt(head.getFirst().split(" ", 3)[1]), headers, chunked ? joined(body) : body);
  }

  private static String joined(String chunks) {
    StringBuilder whole = new StringBuilder();
    String rest = chunks;
    while (true) {
      int line = rest.indexOf("\r\n");
      int size = Integer.parseInt(rest.substring(0, line), 16);
      if (size == 0) {
        return whole.toString();
      }
      whole.append(rest, line + 2, line + 2 + size);
      rest = rest.substring(line + 2 + size + 2);
    }
  }
}
