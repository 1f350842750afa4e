package minos.node;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/** What a start has opened so far: closed again, the newest first, unless the start succeeds. */
final class Opened implements AutoCloseable {
  private final Deque<AutoCloseable> resources = new ArrayDeque<>();

  <T extends AutoCloseable> T add(T resource) {
    resources.push(resource);
    return resource;
  }

  /** The start has succeeded: all of it stays open. */
  void keep() {
    resources.clear();
  }

  @Override
  public void close() throws IOException {
    for (AutoCloseable resource : resources) {
      close(resource);
    }
  }

  private static void close(AutoCloseable resource) throws IOException {
    try {
      resource.close();
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException(e);
    }
  }
}
