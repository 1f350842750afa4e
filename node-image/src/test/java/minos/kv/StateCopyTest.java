package minos.kv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import minos.bytes.Malformed;
import minos.raft.Rules;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A copy of the state")
@DisplayNameGeneration(ReplaceUnderscores.class)
class StateCopyTest {
  private final StateMachine machine = new StateMachine(Rules.OF_THE_PAPER);
  private long index;

  /** "Write new snapshots without impacting client requests: copy-on-write" is §7's wish. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void is_of_the_moment_at_which_it_was_begun_whatever_changes_meanwhile(long seed)
      throws Malformed {
    SplittableRandom random = new SplittableRandom(seed);
    changeSomething(random, 300);
    long digest = machine.digest();

    StateCopy copy = machine.copy();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (Optional<byte[]> p = copy.next(40); p.isPresent(); p = copy.next(40)) {
      bytes.writeBytes(p.get());
      changeSomething(random, 3);
    }

    assertNotEquals(digest, machine.digest(), "the machine went on");
    assertEquals(digest, restored(bytes.toByteArray()).digest());
  }

  @Test
  void goes_on_as_the_machine_that_was_copied_would() throws Malformed {
    changeSomething(new SplittableRandom(9), 300);
    StateMachine restored = restored(whole());
    Command retry =
        new Command.InSession(1, 1, 0, new Counter.Add("not executed, but answered", 1));
    Command queue = inSession(1, 100_000, new Queue.Create("one more"));

    assertEquals(machine.apply(++index, retry), restored.apply(index, retry));
    assertEquals(machine.apply(++index, queue), restored.apply(index, queue), "its number");
    assertEquals(machine.digest(), restored.digest());
  }

  @Test
  void writes_equal_bytes_for_equal_states() throws Malformed {
    changeSomething(new SplittableRandom(9), 300);
    byte[] bytes = whole();

    StateCopy again = restored(bytes).copy();

    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (Optional<byte[]> p = again.next(100); p.isPresent(); p = again.next(100)) {
      out.writeBytes(p.get());
    }
    assertTrue(Arrays.equals(bytes, out.toByteArray()));
  }

  /** No piece, and no change meanwhile, takes longer for an object's being large. */
  @Test
  void cuts_a_large_object_into_pieces_though_it_changes_before_and_while_it_is_written()
      throws Malformed {
    Reply opened = machine.apply(++index, new Command.OpenSession());
    apply(new Queue.Create("q"));
    for (int i = 0; i < 20_000; i++) {
      apply(new TextList.Append("l", "element " + i));
      apply(new TextSet.Add("s", "element " + i * 7919 % 20_000));
      apply(new Queue.Push(1, "element " + i));
    }
    long digest = machine.digest();
    List<Command.Change> changes =
        List.of(
            new TextList.Append("l", "late"),
            new TextSet.Add("s", "late"),
            new TextSet.Remove("s", "element 777"),
            new Queue.Pop(1),
            new Queue.Push(1, "late"));

    StateCopy copy = machine.copy();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int pieces = 0;
    changes.forEach(this::apply);
    for (Optional<byte[]> p = copy.next(1000); p.isPresent(); p = copy.next(1000)) {
      assertTrue(p.get().length < 1100, p.get().length + " bytes at once");
      bytes.writeBytes(p.get());
      pieces++;
      changes.forEach(this::apply);
    }

    assertEquals(new Reply.SessionOpened(1), opened);
    assertTrue(pieces > 500, pieces + " pieces");
    assertEquals(digest, restored(bytes.toByteArray()).digest());
  }

  private void apply(Command.Change change) {
    Reply ignored = machine.apply(++index, new Command.InSession(1, index, index - 1, change));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3, 50, 1000})
  void cut_off_anywhere_makes_no_machine(int length) {
    changeSomething(new SplittableRandom(9), 300);
    byte[] cut = Arrays.copyOf(whole(), length);

    assertThrows(Malformed.class, () -> restored(cut));
  }

  private byte[] whole() {
    StateCopy copy = machine.copy();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (Optional<byte[]> p = copy.next(100); p.isPresent(); p = copy.next(100)) {
      bytes.writeBytes(p.get());
    }
    return bytes.toByteArray();
  }

  /** In pieces that have nothing to do with those in which it was written. */
  private static StateMachine restored(byte[] bytes) throws Malformed {
    Restoring restoring = new Restoring(Rules.OF_THE_PAPER);
    for (int from = 0; from < bytes.length; from += 33) {
      restoring.add(Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + 33)));
    }
    return restoring.machine();
  }

  private void changeSomething(SplittableRandom random, int times) {
    for (int i = 0; i < times; i++) {
      index++;
      boolean opens = index == 1 || random.nextInt(20) == 0;
      long session = 1 + random.nextLong(index);
      Reply ignored =
          machine.apply(
              index,
              opens
                  ? new Command.OpenSession()
                  : inSession(index < 100 ? 1 : session, index - 1, change(random)));
    }
  }

  private static Command inSession(long session, long sequence, Command.Change change) {
    return new Command.InSession(session, sequence, 0, change);
  }

  private static Command.Change change(SplittableRandom random) {
    String n = "" + random.nextInt(9);
    return switch (random.nextInt(13)) {
      case 0, 1 -> new Command.Change.Put("r" + n, "v" + random.nextInt());
      case 2 -> new Command.Change.Delete("r" + n);
      case 3 -> new Command.Change.CompareAndSet("r" + n, "v", "w");
      case 4 -> new Counter.Add("c" + n, random.nextInt(5));
      case 5 -> new TextSet.Add("s" + n, "" + random.nextInt(50));
      case 6 -> new TextSet.Remove("s" + n, "" + random.nextInt(50));
      case 7 -> new TextList.Append("l" + n, n);
      case 8 -> new Queue.Create("q" + n);
      case 9 -> new Queue.Push(1 + random.nextInt(6), n);
      case 10 -> new Queue.Pop(1 + random.nextInt(6));
      case 11 -> new Lock.Acquire("k" + n, "o" + random.nextInt(2));
      default ->
          new Transaction(
              List.of(new Transaction.Append("l" + n, "t"), new Transaction.Read("l" + n)));
    };
  }
}
