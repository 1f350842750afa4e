package minos.check.knossos;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import minos.history.Columns;
import minos.history.Operation;
import minos.history.convert.EdnText;
import minos.model.NilReads;
import org.jspecify.annotations.Nullable;

/**
 * One object's part of a history in the words of Knossos' models, as EDN. Failed operations are
 * left out, and so are reads that nobody knows anything of; neither can change a verdict.
 *
 * <p>Knossos takes a read of nil for a read of anything. Where nil is to be found, a value that
 * nothing else has stands for it.
 */
final class Translation {
  private static final String FOUND_NIL = ":minos/nil";
  private static final String NOBODY_KNOWS = "nil";

  private final Columns columns;
  private final Subject subject;
  private final TreeSet<String> registers = new TreeSet<>();
  private final StringBuilder history = new StringBuilder();
  private int size;

  private Translation(Columns columns, Subject subject) {
    this.columns = columns;
    this.subject = subject;
  }

  /**
   * @param events of the object, in real time
   * @param timeLimitMillis for its search
   * @return a request for {@link KnossosMain}, one line; empty if there is nothing to judge
   * @throws Untranslatable if Knossos has no words for it
   */
  static Optional<String> of(Columns columns, int[] events, Subject subject, long timeLimitMillis)
      throws Untranslatable {
    Translation translation = new Translation(columns, subject);
    for (int event : events) {
      translation.add(event);
    }
    String model = translation.model();
    return translation.size == 0
        ? Optional.empty()
        : Optional.of(
            "{:model %s, :time-limit %d, :history [%s]}"
                .formatted(model, timeLimitMillis, translation.history));
  }

  private String model() throws Untranslatable {
    return switch (subject.model()) {
      case "register" -> "[register " + value(subject.initial()) + "]";
      case "cas-register", "key-value" -> "[cas-register " + value(subject.initial()) + "]";
      case "mutex" -> "[mutex]";
      case "fifo-queue" -> "[fifo-queue]";
      case "grow-only-set" -> "[set]";
      case "multi-register" -> {
        List<String> initial = new ArrayList<>();
        registers.forEach(
            name -> initial.add(EdnText.value(name) + " " + value(subject.initial())));
        yield "[multi-register {" + String.join(", ", initial) + "}]";
      }
      default -> throw new Untranslatable("Knossos has no model like " + subject.model() + ".");
    };
  }

  private void add(int event) throws Untranslatable {
    int number = event >> 1;
    Operation operation = columns.operation(number);
    if (columns.isFailed(number) || (isRead(operation) && !operation.isOk())) {
      return;
    }
    boolean begins = (event & 1) == 0;
    boolean known = operation.isOk();
    if (!begins && !known) {
      append(operation, "info", said(operation, false));
    } else {
      append(operation, begins ? "invoke" : "ok", said(operation, !begins));
    }
  }

  private void append(Operation operation, String type, Said said) {
    history.append(size++ == 0 ? "" : " ");
    history.append(
        "{:process %d, :type :%s, :f :%s, :value %s}"
            .formatted(operation.process(), type, said.f(), said.value()));
  }

  /** An operation in Knossos' words. */
  private record Said(String f, String value) {}

  private static boolean isRead(Operation operation) {
    return operation.f().equals("read") || operation.f().equals("get");
  }

  /**
   * @param ended whether the result is there, too
   */
  private Said said(Operation operation, boolean ended) throws Untranslatable {
    Object argument = operation.invocation().value();
    Object result = ended ? operation.completion().orElseThrow().value() : null;
    return switch (subject.model()) {
      case "register", "cas-register", "key-value" -> ofValue(operation, argument, result, ended);
      case "mutex" -> new Said(operation.f(), NOBODY_KNOWS);
      case "grow-only-set" -> ofSet(operation, argument, result, ended);
      case "fifo-queue" -> ofQueue(operation, argument, result, ended);
      case "multi-register" -> new Said("txn", transaction(ended ? result : argument, ended));
      default -> throw new Untranslatable("Knossos has no model like " + subject.model() + ".");
    };
  }

  private Said ofValue(
      Operation operation, @Nullable Object argument, @Nullable Object result, boolean ended)
      throws Untranslatable {
    return switch (operation.f()) {
      case "read", "get" -> new Said("read", ended ? value(result) : NOBODY_KNOWS);
      case "write", "put" -> new Said("write", value(argument));
      case "delete" -> new Said("write", value(null));
      case "cas" -> {
        if (!(argument instanceof List<?> pair) || pair.size() != 2) {
          throw new Untranslatable("A cas takes [old, new], not " + argument + ".");
        }
        yield new Said("cas", "[" + value(pair.get(0)) + " " + value(pair.get(1)) + "]");
      }
      default -> throw new Untranslatable("Knossos' registers have no " + operation.f() + ".");
    };
  }

  private static Said ofSet(
      Operation operation, @Nullable Object argument, @Nullable Object result, boolean ended)
      throws Untranslatable {
    if (operation.f().equals("add")) {
      return new Said("add", EdnText.value(argument));
    }
    if (!operation.f().equals("read") || (ended && !(result instanceof List))) {
      throw new Untranslatable("Knossos' set has add, and read of a whole set.");
    }
    return new Said("read", result instanceof List<?> list ? set(list) : NOBODY_KNOWS);
  }

  private static String set(List<?> elements) {
    String list = EdnText.value(elements.stream().distinct().toList());
    return "#{" + list.substring(1, list.length() - 1) + "}";
  }

  private static Said ofQueue(
      Operation operation, @Nullable Object argument, @Nullable Object result, boolean ended)
      throws Untranslatable {
    if (operation.f().equals("enqueue")) {
      return new Said("enqueue", EdnText.value(argument));
    }
    if (!operation.f().equals("dequeue")) {
      throw new Untranslatable("Knossos' queue has no " + operation.f() + ".");
    }
    if (!operation.isOk()) {
      throw new Untranslatable("Knossos' queue cannot tell what a crashed dequeue took.");
    }
    if (ended && result == null) {
      throw new Untranslatable("Knossos' queue has no dequeue that finds it empty.");
    }
    return new Said("dequeue", EdnText.value(result));
  }

  private String transaction(@Nullable Object value, boolean ended) throws Untranslatable {
    List<String> steps = new ArrayList<>();
    for (Object step : value instanceof List<?> list ? list : List.of(String.valueOf(value))) {
      if (!(step instanceof List<?> parts) || parts.size() != 3) {
        throw new Untranslatable("A step of a txn is [read, name, value], not " + step + ".");
      }
      String name = String.valueOf(parts.get(1));
      registers.add(name);
      boolean reads = "read".equals(parts.getFirst()) || "r".equals(parts.getFirst());
      String found = reads && !ended ? NOBODY_KNOWS : value(parts.get(2));
      steps.add("[%s %s %s]".formatted(reads ? ":read" : ":write", EdnText.value(name), found));
    }
    return "[" + String.join(" ", steps) + "]";
  }

  private String value(@Nullable Object value) {
    return value == null && subject.nilReads() == NilReads.ABSENT
        ? FOUND_NIL
        : EdnText.value(value);
  }
}
