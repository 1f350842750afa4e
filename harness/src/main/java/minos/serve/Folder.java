package minos.serve;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import minos.report.html.Markup;

/** Folders and files as they lie there. */
final class Folder {
  private static final int SHOWN_MAX = 2_000;

  /** Pages that Minos wrote; any other file is text that can do nothing. */
  private static final List<String> PAGES = List.of("report.html", "trace.html");

  /** A page of ours runs its own program, away from all else that this server has. */
  private static final String ALONE =
      "sandbox allow-scripts; default-src 'none'; style-src 'unsafe-inline';"
          + " script-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

  private static final String REPORT = "/report.html";
  private static final String TEXT = "text/plain; charset=utf-8";
  private static final Map<String, String> TYPES =
      Map.of(".zip", "application/zip", ".gz", "application/gzip", ".png", "image/png");

  private Folder() {}

  static Answer answer(Walls walls, String encoded) throws IOException {
    Optional<Path> found = walls.find(encoded);
    if (found.isEmpty() && encoded.endsWith(REPORT)) {
      Optional<Path> run =
          walls.findFolder(encoded.substring(0, encoded.length() - REPORT.length()));
      if (run.isPresent()) {
        return Answer.page(
            page(
                walls,
                run.get(),
                "It has no report: broken off, or valid and one of many, of which only a summary is"
                    + " kept. run.json says how to get it back."));
      }
    }
    if (found.isEmpty()) {
      return Answer.refused(404, "there is no such file in the results");
    }
    Path path = found.get();
    return Files.isDirectory(path) ? Answer.page(page(walls, path, "")) : file(path);
  }

  private static Answer file(Path file) throws IOException {
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return Answer.refused(404, "that is no file");
    }
    String name = file.getFileName().toString();
    boolean page = PAGES.contains(name);
    int dot = name.lastIndexOf('.');
    String type = TYPES.getOrDefault(dot < 0 ? "" : name.substring(dot), TEXT);
    return new Answer(
        200,
        page ? "text/html; charset=utf-8" : type,
        page ? ALONE : "sandbox; default-src 'none'",
        type.equals(TEXT) ? "" : name,
        Files.size(file),
        out -> Files.copy(file, out));
  }

  /** All files of a folder, those in folders below included, links left out. */
  static Answer zip(Walls walls, String encoded) throws IOException {
    Optional<Path> folder = walls.findFolder(encoded);
    if (folder.isEmpty() || folder.get().equals(walls.results().toRealPath())) {
      return Answer.refused(404, "there is no such folder in the results");
    }
    Path root = folder.get();
    String name = walls.address(root).replaceAll("[^A-Za-z0-9._-]", "-") + ".zip";
    return new Answer(
        200, "application/zip", "sandbox; default-src 'none'", name, -1, out -> pack(root, out));
  }

  private static void pack(Path root, OutputStream out) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(out);
        Stream<Path> files = Files.walk(root)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
          zip.putNextEntry(
              new ZipEntry(
                  root.getFileName() + "/" + root.relativize(file).toString().replace('\\', '/')));
          Files.copy(file, zip);
          zip.closeEntry();
        }
      }
    }
  }

  private static String page(Walls walls, Path folder, String note) throws IOException {
    String address = walls.address(folder);
    Markup markup = Layout.begin(address.isEmpty() ? "Files" : folder.getFileName().toString());
    markup.open("p", "class", "note");
    markup.text(address).text(" ");
    if (!address.isEmpty()) {
      markup.leaf("a", "all as zip", "href", "/zip/" + address + ".zip");
    }
    markup.close().leaf("p", note).open("ul");
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file :
          files
              .filter(file -> !file.getFileName().toString().startsWith("."))
              .sorted()
              .limit(SHOWN_MAX)
              .toList()) {
        String name = file.getFileName() + (Files.isDirectory(file) ? "/" : "");
        String below = address.isEmpty() ? "" : address + "/";
        markup.open("li").leaf("a", name, "href", "/files/" + below + Walls.encoded(name));
        markup.close();
      }
    }
    markup.close();
    return Layout.end(markup);
  }
}
