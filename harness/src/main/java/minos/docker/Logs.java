package minos.docker;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Frame;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

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

  private static void write(OutputStream to, byte[] bytes) {
    try {
      to.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
