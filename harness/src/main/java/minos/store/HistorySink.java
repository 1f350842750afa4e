package minos.store;

import java.io.IOException;
import java.util.function.Consumer;
import minos.history.HistoryWriter;
import minos.history.Op;
import org.jspecify.annotations.Nullable;

/** Takes a run's operations to its folder; remembers why if one could not be written. */
final class HistorySink implements Consumer<Op>, AutoCloseable {
  private final RunFolder folder;
  private final HistoryWriter writer;
  private @Nullable StoreFailed failure;

  HistorySink(RunFolder folder) throws StoreFailed {
    this.folder = folder;
    try {
      this.writer = new HistoryWriter(folder.history());
    } catch (IOException e) {
      throw StoreFailed.writing(folder.history(), e);
    }
  }

  /**
   * @throws IllegalStateException if it cannot be written: a run without its history is void
   */
  @Override
  public void accept(Op op) {
    try {
      writer.append(op);
    } catch (IOException e) {
      failure = failure == null ? StoreFailed.writing(folder.history(), e) : failure;
      throw new IllegalStateException(failure.getMessage(), e);
    }
  }

  /** Says what went wrong, if anything did. */
  void verify() throws StoreFailed {
    if (failure != null) {
      throw failure;
    }
  }

  @Override
  public void close() throws StoreFailed {
    try {
      writer.close();
    } catch (IOException e) {
      throw StoreFailed.writing(folder.history(), e);
    }
  }
}
