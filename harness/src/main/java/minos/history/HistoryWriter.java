package minos.history;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Appends ops to a file as they happen. Each has reached the operating system when {@link #append}
 * returns, so that a {@code kill -9} of Minos loses none of them. For one thread.
 */
public final class HistoryWriter implements AutoCloseable {
  private final Path file;
  private final OutputStream out;
  private final OpPrinter printer = new OpPrinter();
  private boolean broken;

  /** Creates the file, or goes on at its end. */
  public HistoryWriter(Path file) throws IOException {
    this.file = file;
    this.out =
        Files.newOutputStream(
            file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
  }

  /**
   * @throws IOException if the line was not written whole; nothing can be appended after that,
   *     since a line cut short may only be the last
   */
  public void append(Op op) throws IOException {
    if (broken) {
      throw new IOException(file + ": an earlier line was not written whole");
    }
    broken = true;
    printer.print(op, out);
    broken = false;
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
