package minos.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayName("Processes under measurement")
@DisplayNameGeneration(ReplaceUnderscores.class)
class ProcessesTest {
  @Test
  void have_held_as_much_memory_as_linux_says() {
    List<String> status = List.of("Name:\tjava", "VmPeak:\t 9 kB", "VmHWM:\t  191234 kB", "x");

    assertEquals(191_234L * 1024, Processes.peakBytes(status));
  }

  @Test
  void have_held_an_unknown_amount_where_the_system_does_not_say() {
    assertEquals(0, Processes.peakBytes(List.of("Name:\tjava")));
  }
}
