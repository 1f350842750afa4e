package minos.check.anomaly;

import static minos.check.anomaly.Play.append;
import static minos.check.anomaly.Play.read;
import static minos.check.anomaly.Play.reads;
import static minos.check.anomaly.Play.write;

import java.util.List;
import java.util.function.Supplier;

/** One history for each anomaly that shows it and nothing else. Keys begin with "p". */
@SuppressWarnings("ImmutableEnumChecker") // never changed
enum Anomalies {
  GARBAGE_READ(
      "garbage-read",
      () -> new Play().ok(0, 1, append("px", 1)).ok(2, 3, reads("px", 1, 9)),
      "read-uncommitted"),
  GARBAGE_READ_OF_A_REGISTER(
      "garbage-read",
      () -> new Play().ok(0, 1, write("px", 1)).ok(0, 3, read("px", 9)),
      "read-uncommitted"),
  DUPLICATE_ELEMENTS(
      "duplicate-elements",
      () -> new Play().ok(0, 1, append("px", 1)).ok(2, 3, reads("px", 1, 1)),
      "read-uncommitted"),
  G0(
      "G0",
      () ->
          new Play()
              .ok(0, 2, append("px", 1), append("py", 1))
              .ok(0, 2, append("px", 2), append("py", 2))
              .ok(3, 4, reads("px", 1, 2))
              .ok(3, 4, reads("py", 2, 1)),
      "read-uncommitted"),
  G0_REALTIME(
      "G0-realtime",
      () ->
          new Play()
              .ok(0, 1, append("px", 1))
              .ok(2, 3, append("px", 2))
              .ok(4, 5, reads("px", 2, 1)),
      "strong-read-uncommitted"),
  INCOMPATIBLE_ORDER(
      "incompatible-order",
      () ->
          new Play()
              .ok(0, 3, append("px", 1))
              .ok(0, 3, append("px", 2))
              .ok(1, 2, reads("px", 1))
              .ok(1, 2, reads("px", 2)),
      "read-committed"),
  G1A(
      "G1a",
      () -> new Play().failed(0, 1, append("px", 1)).ok(2, 3, reads("px", 1)),
      "read-committed"),
  G1A_OF_A_REGISTER(
      "G1a",
      () -> new Play().failed(0, 1, write("px", 1)).ok(2, 3, read("px", 1)),
      "read-committed"),
  DIRTY_UPDATE(
      "dirty-update",
      () ->
          new Play()
              .failed(0, 1, append("px", 1))
              .ok(2, 3, append("px", 2))
              .ok(4, 5, reads("px", 1, 2)),
      "read-committed"),
  G1B(
      "G1b",
      () -> new Play().ok(0, 3, append("px", 1), append("px", 2)).ok(1, 2, reads("px", 1)),
      "read-committed"),
  G1B_OF_A_REGISTER(
      "G1b",
      () -> new Play().ok(0, 3, write("px", 1), write("px", 2)).ok(1, 2, read("px", 1)),
      "read-committed"),
  G1C(
      "G1c",
      () ->
          new Play()
              .ok(0, 2, append("px", 1), reads("py", 1))
              .ok(0, 2, append("py", 1), reads("px", 1)),
      "read-committed"),
  G1C_OF_REGISTERS(
      "G1c",
      () ->
          new Play()
              .ok(0, 2, write("px", 1), read("py", 1))
              .ok(0, 2, write("py", 1), read("px", 1)),
      "read-committed"),
  G1C_PROCESS(
      "G1c-process",
      () ->
          new Play()
              .by(0, 0, 1, reads("px", 1))
              .by(0, 2, 4, append("py", 1))
              .by(1, 0, 4, append("px", 1), reads("py", 1)),
      "strong-session-read-committed"),
  G1C_REALTIME(
      "G1c-realtime",
      () -> new Play().ok(0, 1, reads("px", 1)).ok(2, 3, append("px", 1)),
      "strong-read-committed"),
  INTERNAL(
      "internal",
      () -> new Play().ok(0, 3, append("px", 1), reads("px")),
      "snapshot-isolation",
      "repeatable-read"),
  INTERNAL_OF_A_REGISTER(
      "internal",
      () -> new Play().ok(0, 3, write("px", 1), read("px", null)),
      "snapshot-isolation",
      "repeatable-read"),
  INTERNAL_OF_THE_FUTURE(
      "internal",
      () -> new Play().ok(0, 3, read("px", 1), write("px", 1)),
      "snapshot-isolation",
      "repeatable-read"),
  INTERNAL_OF_THE_FUTURE_OF_A_LIST(
      "internal",
      () -> new Play().ok(0, 3, reads("px", 1), append("px", 1)),
      "snapshot-isolation",
      "repeatable-read"),
  LOST_UPDATE(
      "lost-update",
      () ->
          new Play()
              .ok(0, 2, reads("px"), append("px", 1))
              .ok(0, 2, reads("px"), append("px", 2))
              .ok(3, 4, reads("px", 1, 2)),
      "snapshot-isolation",
      "repeatable-read"),
  LOST_UPDATE_OF_A_REGISTER(
      "lost-update",
      () ->
          new Play()
              .ok(0, 2, read("px", null), write("px", 1))
              .ok(0, 2, read("px", null), write("px", 2)),
      "snapshot-isolation",
      "repeatable-read"),
  G_SINGLE(
      "G-single",
      () ->
          new Play()
              .ok(0, 2, append("px", 1), append("py", 1))
              .ok(0, 2, reads("px", 1), reads("py"))
              .ok(3, 4, reads("py", 1)),
      "snapshot-isolation",
      "repeatable-read"),
  G_SINGLE_OF_REGISTERS(
      "G-single",
      () ->
          new Play()
              .ok(0, 2, write("px", 1), write("py", 1))
              .ok(0, 2, read("px", 1), read("py", null)),
      "snapshot-isolation",
      "repeatable-read"),
  G_SINGLE_BY_AN_UPDATE(
      "G-single",
      () ->
          new Play()
              .ok(0, 1, write("px", 1))
              .ok(2, 5, read("px", 1), write("px", 2), write("py", 3))
              .ok(2, 5, read("px", 1), read("py", 3)),
      "snapshot-isolation",
      "repeatable-read"),
  G_SINGLE_PROCESS(
      "G-single-process",
      () ->
          new Play()
              .by(0, 0, 1, append("px", 1))
              .by(0, 2, 3, reads("px"))
              .by(1, 0, 9, reads("px", 1)),
      "strong-session-snapshot-isolation",
      "strong-session-repeatable-read"),
  G_SINGLE_REALTIME(
      "G-single-realtime",
      () -> new Play().ok(0, 1, append("px", 1)).ok(2, 3, reads("px")).ok(4, 5, reads("px", 1)),
      "strong-snapshot-isolation",
      "strong-repeatable-read"),
  STALE_READ_OF_AN_UNSEEN_APPEND(
      "G-single-realtime",
      () -> new Play().ok(0, 1, append("px", 1)).ok(2, 3, reads("px")),
      "strong-snapshot-isolation",
      "strong-repeatable-read"),
  STALE_READ_OF_A_REGISTER(
      "G-single-realtime",
      () -> new Play().ok(0, 1, write("px", 1)).ok(2, 3, write("px", 2)).ok(4, 5, read("px", 1)),
      "strong-snapshot-isolation",
      "strong-repeatable-read"),
  G_NONADJACENT(
      "G-nonadjacent",
      () ->
          new Play()
              .ok(0, 9, append("px", 1))
              .ok(0, 9, append("py", 1))
              .ok(0, 9, reads("px", 1), reads("py"))
              .ok(0, 9, reads("py", 1), reads("px")),
      "snapshot-isolation",
      "repeatable-read"),
  G2_ITEM(
      "G2-item",
      () ->
          new Play()
              .ok(0, 2, reads("px"), append("py", 1))
              .ok(0, 2, reads("py"), append("px", 1))
              .ok(3, 4, reads("px", 1), reads("py", 1)),
      "repeatable-read"),
  G2_ITEM_OF_REGISTERS(
      "G2-item",
      () ->
          new Play()
              .ok(0, 2, read("px", null), write("py", 1))
              .ok(0, 2, read("py", null), write("px", 1)),
      "repeatable-read"),
  G2_ITEM_REALTIME(
      "G2-item-realtime",
      () ->
          new Play()
              .ok(0, 9, reads("px"), append("py", 1))
              .ok(0, 1, append("px", 1))
              .ok(2, 3, reads("py"))
              .ok(10, 11, reads("px", 1), reads("py", 1)),
      "strong-repeatable-read");

  private final String label;
  private final Supplier<Play> play;
  private final List<String> rulesOut;

  Anomalies(String label, Supplier<Play> play, String... rulesOut) {
    this.label = label;
    this.play = play;
    this.rulesOut = List.of(rulesOut);
  }

  String label() {
    return label;
  }

  Play play() {
    return play.get();
  }

  List<String> rulesOut() {
    return rulesOut;
  }
}
