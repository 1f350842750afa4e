package minos.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import minos.cluster.Owner;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The owner of a container")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class OwnerTest {
  @Test
  void lives_as_long_as_this_process() {
    assertFalse(Owner.self().isGone());
  }

  @Test
  void is_gone_when_its_process_is() throws IOException, InterruptedException {
    Process process = new ProcessBuilder("true").start();
    process.waitFor();

    assertTrue(new Owner(process.pid(), 1, Owner.self().machine()).isGone());
  }

  @Test
  void is_gone_when_another_process_has_its_number() {
    Owner self = Owner.self();

    assertTrue(new Owner(self.pid(), self.started() - 1, self.machine()).isGone());
  }

  @Test
  void of_another_machine_may_live() {
    assertFalse(new Owner(1, 1, "elsewhere").isGone());
  }

  @Test
  void is_read_back_from_its_label() {
    assertEquals(Optional.of(Owner.self()), Owner.parse(Owner.self().label()));
  }

  @ParameterizedTest(name = "\"{0}\"")
  @ValueSource(strings = {"", "1", "1@2", "a@2@host", "1@b@host", "-1@2@host"})
  void is_not_read_from_other_labels(String label) {
    assertEquals(Optional.empty(), Owner.parse(label));
  }

  @Test
  void decides_what_is_left_over() {
    Owner gone = new Owner(Owner.self().pid(), 1, Owner.self().machine());

    assertTrue(Leftovers.isAbandoned(Map.of(Labels.OWNER, gone.label())));
    assertFalse(Leftovers.isAbandoned(Map.of(Labels.OWNER, gone.label(), Labels.KEPT, "1")));
    assertFalse(Leftovers.isAbandoned(Map.of(Labels.OWNER, Owner.self().label())));
    assertFalse(Leftovers.isAbandoned(Map.of()), "without an owner it may be anybody's");
  }
}
