package minos.check.linear;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import minos.check.Budget;
import minos.check.Counterexample;
import minos.check.proof.Certificate;
import minos.check.proof.CertificateCheck;
import minos.history.History;
import minos.history.Operation;
import minos.model.CasRegister;
import minos.model.Counter;
import minos.model.Elements;
import minos.model.FencedLock;
import minos.model.FifoQueue;
import minos.model.GrowOnlySet;
import minos.model.ListAppend;
import minos.model.Model;
import minos.model.Mutex;
import minos.model.Register;
import minos.model.Stack;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayName("A certificate of a contradiction, and who confirms it")
@DisplayNameGeneration(ReplaceUnderscores.class)
class CertificateTest {
  private static final Budget AMPLE = new Budget(Duration.ofHours(1), () -> 0L);

  @Test
  void names_the_rule_that_a_register_breaks() {
    assertRule("a value out of nowhere", new Register(), new Recorder().read(0, 7L));
    assertRule("stale read", new Register(), new Recorder().write(0, 1L).write(0, 2L).read(1, 1L));
    assertRule(
        "taken twice",
        new CasRegister(),
        new Recorder().write(0, 1L).cas(0, 1L, 2L).cas(1, 1L, 3L));
  }

  @Test
  void names_the_rule_that_a_queue_breaks() {
    Recorder two = new Recorder().invoke(0, "enqueue", 1L).ok(0).invoke(0, "enqueue", 2L).ok(0);
    assertRule("first in, first out", new FifoQueue(), two.invoke(1, "dequeue", null).ok(1, 2L));
    assertRule(
        "an empty queue that was not",
        new FifoQueue(),
        new Recorder().invoke(0, "enqueue", 1L).ok(0).invoke(1, "dequeue", null).ok(1, null));
  }

  @Test
  void names_the_rule_that_what_only_grows_breaks() {
    Recorder lost = new Recorder().invoke(0, "add", 1L).ok(0).read(1, List.of());
    assertRule("lost element", new GrowOnlySet(), lost);
    Recorder turned = new Recorder().invoke(0, "append", 1L).ok(0).invoke(0, "append", 2L).ok(0);
    assertRule("wrong order", new ListAppend(), turned.read(1, List.of(2L, 1L)));
    assertRule(
        "lost additions",
        new Counter(),
        new Recorder().invoke(0, "increment", null).ok(0).read(1, 0L));
    assertRule("more than was added", new Counter(), new Recorder().read(1, 1L));
  }

  @Test
  void names_the_rule_that_a_lock_breaks() {
    Recorder twice = new Recorder().invoke(0, "acquire", null).ok(0).invoke(1, "acquire", null);
    assertRule("a lock held twice", new Mutex(), twice.ok(1));
  }

  @Test
  void names_the_rule_that_a_fenced_lock_breaks() {
    assertRule(
        "a lock held twice",
        new FencedLock(),
        acquired(0, 1L).invoke(1, "acquire", null).ok(1, 2L));
    Recorder again = acquired(0, 2L).invoke(0, "release", 2L).ok(0).invoke(1, "acquire", null);
    assertRule("a token that does not grow", new FencedLock(), again.ok(1, 2L));
    Recorder back = acquired(0, 2L).invoke(1, "read", null).ok(1, 1L);
    assertRule("a token that does not grow", new FencedLock(), back);
    Recorder meanwhile =
        new Recorder()
            .invoke(0, "acquire", null)
            .invoke(1, "acquire", null)
            .invoke(2, "release", null)
            .ok(0, 1L)
            .ok(2, null)
            .ok(1, 1L);
    assertRule("a token that does not grow", new FencedLock(), meanwhile);
  }

  @Test
  void does_not_say_that_a_lock_was_held_twice_where_a_release_may_have_come_between() {
    Recorder released =
        acquired(0, 1L).invoke(1, "acquire", null).invoke(2, "release", null).ok(2, null);
    assertRule(
        "no order", new FencedLock(), released.invoke(3, "acquire", null).ok(3, 2L).ok(1, 3L));
  }

  private static Recorder acquired(int process, long token) {
    return new Recorder().invoke(process, "acquire", null).ok(process, token);
  }

  @Test
  void names_the_rule_that_a_stack_or_a_queue_of_values_that_come_again_breaks() {
    assertRule(
        "a value out of nowhere", new Stack(), new Recorder().invoke(0, "pop", null).ok(0, 1L));
    Recorder pushed = new Recorder().invoke(0, "push", 1L).ok(0).invoke(0, "pop", null).ok(0, 1L);
    assertRule("taken twice", new Stack(), pushed.invoke(1, "pop", null).ok(1, 1L));
    Recorder twice = new Recorder().invoke(0, "enqueue", 1L).ok(0).invoke(0, "enqueue", 1L).ok(0);
    assertRule(
        "a value out of nowhere", new FifoQueue(), twice.invoke(1, "dequeue", null).ok(1, 2L));
  }

  @Test
  void names_the_rule_that_a_set_breaks() {
    Recorder lost = new Recorder().invoke(0, "add", 1L).ok(0).invoke(1, "contains", 1L);
    assertRule("lost element", new Elements(), lost.ok(1, List.of(1L, false)));
    Recorder early = new Recorder().invoke(1, "contains", 1L).ok(1, List.of(1L, true));
    assertRule("a value out of nowhere", new Elements(), early.invoke(0, "add", 1L).ok(0));
    Recorder again = new Recorder().invoke(0, "add", 1L).ok(0).invoke(1, "add", 1L);
    assertRule("lost element", new Elements(), again.ok(1, List.of(1L, true)));
    Recorder unread = new Recorder().invoke(0, "add", 1L).ok(0).read(1, List.of());
    assertRule("lost element", new Elements(), unread);
    assertRule("a value out of nowhere", new Elements(), new Recorder().read(1, List.of(1L)));
  }

  @Test
  void shows_the_failed_operation_that_alone_could_have_put_a_value_there() {
    History history = new Recorder().invoke(0, "write", 7L).fail(0).read(1, 7L).history();

    Counterexample found = found(new Register(), history);

    assertEquals(history.operations(), found.core());
    assertEquals(
        Optional.empty(),
        new CertificateCheck(new Register(), history.operations()).objection(found.certificate()));
  }

  @Test
  void says_of_anything_else_that_no_order_works() {
    Recorder stack = new Recorder().invoke(0, "push", 1L).ok(0).invoke(0, "push", 2L).ok(0);
    assertRule("no order", new Stack(), stack.invoke(1, "pop", null).ok(1, 1L));
  }

  @Test
  void explains_itself_step_by_step() {
    List<String> lines =
        found(new Register(), new Recorder().write(0, 1L).write(0, 2L).read(1, 1L).history())
            .explanation()
            .get();

    assertEquals(
        List.of(
            "The rule that is broken: stale read.",
            "1 came from here: process 0 wrote 1 (ops 0-1).",
            "After that process 0 wrote 2 (ops 2-3): so 1 was gone when that was acknowledged, at"
                + " index 3.",
            "Only later, at index 4, the read began. It must find that, or something newer; it"
                + " found 1.",
            "Every order of these 3 operations that their times allow was tried, 3 situations: none"
                + " works.",
            "The furthest that one gets: process 0 wrote 1 (ops 0-1) -> 1; process 0 wrote 2 (ops"
                + " 2-3) -> 2. Then this does not fit: process 1 read 1 (ops 4-5).",
            "A second check, from the history alone and by other code than what found this,"
                + " confirms it."),
        lines);
  }

  @Test
  void is_refused_if_another_operation_may_explain_it() {
    List<Operation> all =
        new Recorder()
            .write(0, 1L)
            .write(0, 2L)
            .invoke(2, "write", 1L)
            .read(1, 1L)
            .history()
            .operations();
    CertificateCheck check = new CertificateCheck(new Register(), all);

    assertRefused(
        check,
        new Certificate.Overwritten(
            all.get(3),
            1L,
            List.of(all.get(0)),
            all.get(1),
            Certificate.Overwritten.Evidence.SEEN_WRITE));
    assertRefused(check, new Certificate.Unfounded(all.get(3), 1L, List.of()));
    assertRefused(
        check,
        new Certificate.NoOrder(
            List.of(all.get(0), all.get(1), all.get(3)), all.get(3), List.of(), false));
    assertRefused(check, new Certificate.NoOrder(all, all.get(3), List.of(), false));
  }

  @Test
  void is_refused_if_what_was_ahead_may_have_been_taken() {
    List<Operation> all =
        new Recorder()
            .invoke(0, "enqueue", 1L)
            .ok(0)
            .invoke(5, "dequeue", null)
            .info(5)
            .invoke(0, "enqueue", 2L)
            .ok(0)
            .invoke(1, "dequeue", null)
            .ok(1, 2L)
            .history()
            .operations();

    assertRefused(
        new CertificateCheck(new FifoQueue(), all),
        new Certificate.Overtaken(
            all.get(2), all.get(3), List.of(all.get(0)), List.of(), Optional.empty()));
  }

  @Test
  void is_refused_if_a_lock_may_have_been_released_in_between_or_its_token_may_have_grown() {
    List<Operation> all =
        new Recorder()
            .invoke(0, "acquire", null)
            .ok(0, 1L)
            .invoke(2, "release", null)
            .invoke(1, "acquire", null)
            .ok(1, 2L)
            .history()
            .operations();
    CertificateCheck check = new CertificateCheck(new FencedLock(), all);

    assertRefused(check, new Certificate.HeldTwice(all.get(0), all.get(2)));
    assertRefused(check, new Certificate.HeldTwice(all.get(0), all.get(0)));
    assertRefused(check, new Certificate.TokenFell(all.get(0), all.get(2)));
    assertRefused(check, new Certificate.TokenFell(all.get(2), all.get(0)));
    assertRefused(check, new Certificate.TokenFell(all.get(0), all.get(0)));
  }

  @Test
  void is_refused_if_an_element_may_have_been_removed_or_was_found() {
    List<Operation> all =
        new Recorder()
            .invoke(0, "add", 1L)
            .ok(0)
            .invoke(2, "remove", 1L)
            .invoke(1, "contains", 1L)
            .ok(1, List.of(1L, false))
            .invoke(1, "contains", 1L)
            .ok(1, List.of(1L, true))
            .history()
            .operations();
    CertificateCheck check = new CertificateCheck(new Elements(), all);

    assertRefused(check, new Certificate.Lost(all.get(0), all.get(2)));
    assertRefused(
        new CertificateCheck(new Elements(), List.of(all.get(0), all.get(3))),
        new Certificate.Lost(all.get(0), all.get(3)));
  }

  private static void assertRule(String rule, Model<?> model, Recorder recorder) {
    History history = recorder.history();
    Counterexample found = found(model, history);

    assertEquals(rule, found.certificate().rule());
    assertEquals(
        Optional.empty(),
        new CertificateCheck(model, history.operations()).objection(found.certificate()));
  }

  private static Counterexample found(Model<?> model, History history) {
    return Linearizability.ofRecorded(model)
        .check(history, AMPLE)
        .parts()
        .getFirst()
        .counterexample()
        .orElseThrow();
  }

  private static void assertRefused(CertificateCheck check, Certificate certificate) {
    assertTrue(check.objection(certificate).isPresent(), certificate::toString);
  }
}
