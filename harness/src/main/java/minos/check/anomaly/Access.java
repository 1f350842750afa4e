package minos.check.anomaly;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one transaction did to one key, as others could see it: the version it found, before its own
 * writes, and what it wrote.
 */
final class Access {
  private final int key;
  private final List<Object> written = new ArrayList<>();
  private boolean foundKnown;
  private @Nullable Object found;
  private boolean nowKnown;
  private @Nullable Object now;
  private int writtenSince;
  private @Nullable String contradiction;

  private Access(int key) {
    this.key = key;
  }

  /** One for each key, in the order of first use. */
  static Collection<Access> of(Transaction transaction, boolean lists) {
    Map<Integer, Access> accesses = new LinkedHashMap<>();
    for (Step step : transaction.steps()) {
      Access access = accesses.computeIfAbsent(step.key(), Access::new);
      if (!step.reads()) {
        access.write(Objects.requireNonNull(step.value()));
      } else if (transaction.isCommitted()) {
        access.read(lists ? step.list() : step.value(), lists);
      }
    }
    return accesses.values();
  }

  private void write(Object value) {
    written.add(value);
    writtenSince++;
  }

  private void read(@Nullable Object value, boolean lists) {
    if (lists && value instanceof List<?> list) {
      readList(list);
    } else {
      readRegister(value);
    }
    now = value;
    nowKnown = true;
    writtenSince = 0;
  }

  private void readRegister(@Nullable Object value) {
    if (writtenSince > 0 || nowKnown) {
      Object expected = writtenSince > 0 ? written.getLast() : now;
      if (!Objects.equals(expected, value)) {
        contradict(value, String.valueOf(expected));
      }
      return;
    }
    found = value;
    foundKnown = true;
  }

  private void readList(List<?> list) {
    List<Object> own = written.subList(written.size() - writtenSince, written.size());
    int before = list.size() - own.size();
    boolean endsWithOwn = before >= 0 && list.subList(before, list.size()).equals(own);
    if (nowKnown) {
      List<?> base = (List<?>) Objects.requireNonNull(now);
      if (!endsWithOwn || !list.subList(0, before).equals(base)) {
        contradict(list, own.isEmpty() ? base.toString() : base + " and then " + own);
      }
    } else if (endsWithOwn) {
      found = list.subList(0, before);
      foundKnown = true;
    } else {
      contradict(list, "what ends with " + own);
    }
  }

  private void contradict(@Nullable Object read, String expected) {
    if (contradiction == null) {
      contradiction =
          "read %s as %s, but by what it had read and written itself expected %s"
              .formatted("%s", read == null ? "nil" : read, expected);
    }
  }

  int key() {
    return key;
  }

  /** Whether it found a version that was there before its own writes, and is known. */
  boolean finds() {
    return foundKnown;
  }

  /** The version found: a value, null for none; or a list. */
  @Nullable Object found() {
    return found;
  }

  /** The list found. */
  List<?> foundList() {
    return found instanceof List<?> list ? list : List.of();
  }

  /** What it wrote, in this order. */
  List<Object> written() {
    return written;
  }

  boolean writes() {
    return !written.isEmpty();
  }

  /** How it contradicts itself, with a place for the key's name; empty if it does not. */
  Optional<String> contradiction() {
    return Optional.ofNullable(contradiction);
  }
}
