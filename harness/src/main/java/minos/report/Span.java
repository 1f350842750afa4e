package minos.report;

import java.util.List;
import java.util.Objects;
import minos.history.History;
import minos.history.Op;
import minos.history.Operation;
import org.jspecify.annotations.Nullable;

/**
 * An operation from its beginning to its end.
 *
 * @param invoked as it began; its index names the span
 * @param ended as it ended; null if the history ends first
 */
public record Span(Op invoked, @Nullable Op ended) {
  /** A value as long as a book is still one line for people. */
  private static final int TEXT_MAX = 120;

  /** The operations of clients, in the order in which they began. */
  public static List<Span> of(History history) {
    return history.operations().stream().map(Span::of).toList();
  }

  static Span of(Operation operation) {
    return new Span(operation.invocation(), operation.completion().orElse(null));
  }

  public long index() {
    return invoked.index();
  }

  public int process() {
    return invoked.process();
  }

  public long from() {
    return invoked.time();
  }

  /** When the outcome became known; never, for one of unknown outcome. */
  public long to() {
    return ended == null || ended.type() == Op.Type.INFO ? Long.MAX_VALUE : ended.time();
  }

  /** OK, FAIL, or INFO also where the history ends first. */
  public Op.Type outcome() {
    return ended == null ? Op.Type.INFO : ended.type();
  }

  /** How long the client waited for an answer of any kind, in nanoseconds; -1 if it still does. */
  public long latency() {
    return ended == null ? -1 : ended.time() - invoked.time();
  }

  /** In words: {@code write 3}, {@code read}, {@code cas [1, 2]}. */
  public String call() {
    Object argument = invoked.value();
    return argument == null ? invoked.f() : invoked.f() + " " + shortened(argument);
  }

  /** In words: {@code ok 3}, {@code fail}, {@code info: timeout}. */
  public String result() {
    if (ended == null) {
      return "info: never answered";
    }
    Object error = ended.extra().get("error");
    String cause = error == null ? "" : ": " + shortened(error);
    return switch (ended.type()) {
      case OK -> isInformative(ended.value()) ? "ok " + said(ended) : "ok";
      case FAIL -> "fail" + cause;
      case INFO, INVOKE -> "info" + cause;
    };
  }

  /** Who answered, where the system says so; empty otherwise. */
  public String node() {
    Object node = ended == null ? null : ended.extra().get("node");
    return node == null ? "" : shortened(node);
  }

  private boolean isInformative(@Nullable Object result) {
    return !Objects.equals(result, invoked.value()) || invoked.f().equals("read");
  }

  private static String said(Op op) {
    return op.value() == null ? "nil" : shortened(op.value());
  }

  private static String shortened(Object value) {
    String text = value.toString();
    return text.length() <= TEXT_MAX ? text : text.substring(0, TEXT_MAX - 1) + "…";
  }
}
