package minos.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayName("A history")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class HistoryTest {
  private static final Op WRITE = op(0, 0, Op.Type.INVOKE, "write");
  private static final Op READ = op(1, 1, Op.Type.INVOKE, "read");
  private static final Op READ_OK = op(2, 1, Op.Type.OK, "read");
  private static final Op KILL = op(3, Op.NEMESIS, Op.Type.INFO, "kill");
  private static final Op READ_AGAIN = op(4, 1, Op.Type.INVOKE, "read");
  private static final Op WRITE_INFO = op(5, 0, Op.Type.INFO, "write");

  @Test
  void pairs_what_was_invoked_with_what_came_of_it() {
    History history = new History(List.of(WRITE, READ, READ_OK, KILL, READ_AGAIN, WRITE_INFO));

    List<Operation> operations = history.operations();

    assertEquals(
        List.of(
            new Operation(WRITE, Optional.of(WRITE_INFO)),
            new Operation(READ, Optional.of(READ_OK)),
            new Operation(READ_AGAIN, Optional.empty())),
        operations);
    assertTrue(operations.get(0).isUnknown());
    assertTrue(operations.get(1).isOk());
    assertTrue(operations.get(2).isUnknown());
  }

  @Test
  void lets_the_nemesis_do_as_it_likes() {
    List<Op> ops =
        List.of(
            KILL,
            op(4, Op.NEMESIS, Op.Type.INVOKE, "kill"),
            op(5, Op.NEMESIS, Op.Type.INVOKE, "cut"),
            op(6, Op.NEMESIS, Op.Type.INFO, "kill"));

    assertEquals(List.of(), new History(ops).operations());
  }

  @Test
  void is_well_formed_or_does_not_exist() {
    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> new History(List.of(READ_OK)));

    assertEquals(
        "op 2: process 1 completes read, which it never invoked, expected an invoke before",
        refusal.getMessage());
  }

  private static Op op(long index, int process, Op.Type type, String f) {
    return new Op(index, index, process, type, f, null, null, Map.of());
  }
}
