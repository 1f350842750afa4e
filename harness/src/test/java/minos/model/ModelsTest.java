package minos.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayName("A model of one value")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ModelsTest {
  private static final Optional<Object> NIL = Optional.empty();
  private static final Optional<Object> ONE = Optional.of(1L);
  private static final Optional<Object> TWO = Optional.of(2L);

  @Test
  void reads_nil_before_the_first_write_and_then_what_was_written_last() {
    Register register = new Register();

    assertEquals(Optional.of(NIL), register.step(register.initial(), ok("read", null, null)));
    assertEquals(Optional.of(ONE), register.step(NIL, ok("write", 1L, 1L)));
    assertEquals(Optional.of(ONE), register.step(ONE, ok("read", null, 1L)));
    assertEquals(Optional.empty(), register.step(ONE, ok("read", null, 2L)));
    assertEquals(Optional.empty(), register.step(ONE, ok("read", null, null)));
  }

  @Test
  void takes_a_read_of_unknown_outcome_in_any_state() {
    Call read = new Call("read", null, false, null);

    assertEquals(Optional.of(ONE), new Register().step(ONE, read));
    assertTrue(new Register().onlyReads(read));
    assertFalse(new Register().onlyReads(ok("write", 1L, 1L)));
  }

  @Test
  void swaps_only_what_it_finds() {
    CasRegister register = new CasRegister(1L);

    assertEquals(Optional.of(TWO), register.step(register.initial(), cas(1L, 2L)));
    assertEquals(Optional.empty(), register.step(TWO, cas(1L, 2L)));
    assertEquals(Optional.of(ONE), register.step(NIL, cas(null, 1L)));
    assertEquals(
        Optional.empty(), register.step(TWO, new Call("cas", List.of(1L, 2L), false, null)));
  }

  @Test
  void is_absent_after_a_delete_of_anything_or_nothing() {
    KeyValue keyValue = new KeyValue();

    assertEquals(Optional.of(NIL), keyValue.step(ONE, ok("delete", null, null)));
    assertEquals(Optional.of(NIL), keyValue.step(NIL, ok("delete", null, null)));
    assertEquals(Optional.of(NIL), keyValue.step(NIL, ok("get", null, null)));
    assertEquals(Optional.of(TWO), keyValue.step(ONE, ok("put", 2L, 2L)));
    assertEquals(Optional.of(TWO), keyValue.step(ONE, ok("write", 2L, 2L)));
    assertEquals(Optional.of(TWO), keyValue.step(ONE, cas(1L, 2L)));
  }

  @Test
  void refuses_what_it_does_not_have() {
    assertEquals("register has read and write, not cas", refusal(new Register(), cas(1L, 2L)));
    assertEquals("cas takes [old, new], not 3", refusal(new CasRegister(), ok("cas", 3L, 3L)));
    assertEquals(
        "key-value has get, put, cas, delete and append, not enqueue",
        refusal(new KeyValue(), ok("enqueue", 3L, 3L)));
  }

  @Test
  void describes_its_state() {
    assertEquals("nil", new Register().describe(NIL));
    assertEquals("1", new Register().describe(ONE));
  }

  @Test
  void is_found_by_its_name() {
    assertEquals("cas-register", Models.named("cas-register").orElseThrow().name());
    assertEquals(Optional.empty(), Models.named("cas"));
    assertEquals(
        "register, cas-register, key-value, multi-register, mutex, fenced-lock, counter,"
            + " grow-only-set, set, list-append, fifo-queue, priority-queue, stack",
        Models.names());
  }

  @Test
  void takes_a_read_of_nil_as_nothing_said_if_asked_to() {
    Register lenient = new Register(3L, NilReads.ANY);

    assertEquals(Optional.of(ONE), lenient.step(ONE, ok("read", null, null)));
    assertEquals(Optional.empty(), lenient.step(ONE, ok("read", null, 2L)));
    assertEquals(Optional.of(3L), lenient.initial());
  }

  @Test
  void appends_to_a_text_or_to_nothing() {
    KeyValue keyValue = new KeyValue();
    Call append = ok("append", "b", "b");

    assertEquals(Optional.of(Optional.of("b")), keyValue.step(NIL, append));
    assertEquals(Optional.of(Optional.of("ab")), keyValue.step(Optional.of("a"), append));
    assertEquals(Optional.empty(), keyValue.step(ONE, append));
    assertEquals("append takes a text, not 1", refusal(keyValue, ok("append", 1L, 1L)));
    assertFalse(keyValue.onlyReads(append));
  }

  @Test
  void locks_what_is_free_and_frees_what_is_locked() {
    Mutex mutex = new Mutex();
    Call acquire = ok("acquire", null, null);
    Call release = ok("release", null, null);

    assertEquals(Optional.of(true), mutex.step(mutex.initial(), acquire));
    assertEquals(Optional.empty(), mutex.step(true, acquire));
    assertEquals(Optional.of(false), mutex.step(true, release));
    assertEquals(Optional.empty(), mutex.step(false, release));
    assertThrows(IllegalArgumentException.class, () -> mutex.access(ok("read", null, null)));
  }

  @Test
  void reads_and_writes_several_registers_at_once() {
    MultiRegister registers = new MultiRegister(0L, NilReads.ABSENT);
    Object write = List.of("write", "x", 1L);
    Map<String, Object> written = registers.step(Map.of(), txn(write)).orElseThrow();

    assertEquals(Map.of("x", 1L), written);
    assertTrue(
        registers.step(written, txn(List.of("r", "x", 1L), List.of("r", "y", 0L))).isPresent());
    assertEquals(Optional.empty(), registers.step(written, txn(List.of("read", "x", 0L))));
    assertEquals(
        Optional.of(Map.of()),
        registers.step(written, txn(List.of("w", "x", 0L), List.of("r", "x", 0L))));
    assertTrue(registers.onlyReads(txn(List.of("r", "x", 1L))));
    assertFalse(registers.onlyReads(txn(write)));
    assertThrows(IllegalArgumentException.class, () -> registers.step(written, txn("read")));
  }

  private static Call txn(Object... steps) {
    return ok("txn", List.of(steps), List.of(steps));
  }

  private static String refusal(OneValue model, Call call) {
    return String.valueOf(
        assertThrows(IllegalArgumentException.class, () -> model.step(NIL, call)).getMessage());
  }

  private static Call ok(String f, @Nullable Object argument, @Nullable Object result) {
    return new Call(f, argument, true, result);
  }

  private static Call cas(@Nullable Object old, Object now) {
    return ok("cas", Arrays.asList(old, now), null);
  }
}
