package minos.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import minos.check.proof.Witness;
import minos.history.Columns;
import minos.history.Op;
import minos.history.Operation;

/**
 * An order that explains a history, for others to replay: one JSON object a line for each
 * operation, in the order in which they took effect, one object of the history after another.
 */
public final class WitnessFile implements AutoCloseable {
  private final Path file;
  private final BufferedWriter out;
  private final Columns columns;

  public WitnessFile(Path file, Columns columns) throws StoreFailed {
    this.file = file;
    this.columns = columns;
    try {
      out = Files.newBufferedWriter(file);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  public void add(Witness witness) throws StoreFailed {
    try {
      for (int op : witness.order()) {
        out.write(line(columns.operation(op)));
        out.newLine();
      }
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /** {@code index} is that of the invocation in the history; no result means: nobody knows. */
  private static String line(Operation operation) {
    Op invoked = operation.invocation();
    ObjectNode node = Json.object();
    node.set("key", Json.tree(invoked.key()));
    node.put("index", invoked.index()).put("process", invoked.process()).put("f", invoked.f());
    node.set("value", Json.tree(invoked.value()));
    if (operation.isOk()) {
      node.set("result", Json.tree(operation.completion().map(Op::value).orElse(null)));
    }
    return node.toString();
  }

  @Override
  public void close() throws StoreFailed {
    try {
      out.close();
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private StoreFailed failed(IOException e) {
    return new StoreFailed("cannot write " + file + ": " + e);
  }
}
