package minos.docker;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Frame;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** What a container printed, dead or alive. */
final class Logs {
  private Logs() {}

  static String text(Engine engine, String container) {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    copy(engine, container, text);
    return text.toString(StandardCharsets.UTF_8);
  }

  /** Copies both streams, in the order in which the engine received them. */
  static void copy(Engine engine, String container, OutputStream to) {
    try {
      engine
          .client()
          .logContainerCmd(container)
          .withStdOut(true)
          .withStdErr(true)
          .withTailAll()
          .exec(
              new ResultCallback.Adapter<Frame>() {
                @Override
                public void onNext(Frame frame) {
                  write(to, frame.getPayload());
                }
              })
          .awaitCompletion();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while reading logs", e);
    }
  }

  /** Copies a file out of a container into a folder, under its last name; nothing if it is not there. */
  static void copyFile(Engine engine, String container, String file, Path folder)
      throws IOException {
    try (InputStream stream =
            engine.client().copyArchiveFromContainerCmd(container, file).exec();
        TarArchiveInputStream tar = new TarArchiveInputStream(stream)) {
      for (TarArchiveEntry entry = tar.getNextEntry();
          entry != null;
          entry = tar.getNextEntry()) {
        Path target = folder.resolve(entry.getName()).normalize();
        if (entry.isFile() && target.startsWith(folder)) {
          Files.createDirectories(folder.resolve(entry.getName()).getParent());
          Files.copy(tar, target, StandardCopyOption.REPLACE_EXISTING);
        }
      }
    } catch (NotFoundException e) {
      // A node that never came to write it.
    }
  }

  private static void write(OutputStream to, byte[] bytes) {
    try {
      to.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
