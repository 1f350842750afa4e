package minos.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayName("Ctrl-C")
@DisplayNameGeneration(ReplaceUnderscores.class)
class InterruptsTest {
  private static final long PATIENCE_SECONDS = 20;

  @Test
  void asks_first_then_ends_and_then_ends_at_once() throws Exception {
    BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    List<Handler> before = List.of(Handler.of("INT"), Handler.of("TERM"), Handler.of("HUP"));
    try {
      Interrupts.handle(
          () -> heard.add("first"), () -> heard.add("second"), () -> heard.add("third"));

      raise("TERM");
      assertEquals("first", heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS));
      raise("TERM");
      assertEquals("second", heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS));
      raise("TERM");
      assertEquals("third", heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS));
    } finally {
      for (Handler handler : before) {
        handler.restore();
      }
    }

    assertTrue(heard.isEmpty(), heard::toString);
  }

  /** Not HUP: whoever runs the tests under nohup has it ignored, which no handler changes. */
  private static void raise(String name) throws ReflectiveOperationException {
    Class<?> signal = Class.forName("sun.misc.Signal");
    signal
        .getMethod("raise", signal)
        .invoke(null, signal.getConstructor(String.class).newInstance(name));
  }

  /** What the virtual machine did with a signal before the test. */
  private record Handler(String name, Object before) {
    static Handler of(String name) throws ReflectiveOperationException {
      Class<?> type = Class.forName("sun.misc.SignalHandler");
      Object usual = type.getField("SIG_DFL").get(null);
      Handler handler = new Handler(name, usual);
      return new Handler(name, handler.set(usual));
    }

    void restore() throws ReflectiveOperationException {
      Object unused = set(before);
    }

    private Object set(Object handler) throws ReflectiveOperationException {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> type = Class.forName("sun.misc.SignalHandler");
      return signal
          .getMethod("handle", signal, type)
          .invoke(null, signal.getConstructor(String.class).newInstance(name), handler);
    }
  }
}
