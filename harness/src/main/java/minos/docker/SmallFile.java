package minos.docker;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** A file put into a container from outside, which need not run. */
final class SmallFile {
  private SmallFile() {}

  /**
   * @param folder in the container, which is there
   */
  static void put(Engine engine, String container, String folder, String name, String text)
      throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream archive = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(archive)) {
      TarArchiveEntry entry = new TarArchiveEntry(name);
      entry.setSize(bytes.length);
      tar.putArchiveEntry(entry);
      tar.write(bytes);
      tar.closeArchiveEntry();
    }
    engine
        .client()
        .copyArchiveToContainerCmd(container)
        .withRemotePath(folder)
        .withTarInputStream(new ByteArrayInputStream(archive.toByteArray()))
        .exec();
  }
}
