package minos.cli;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ctrl-C as a question and not as an end. By reflection, since the only way to catch a signal is a
 * class that no Java standard knows; where it is missing, Ctrl-C ends Minos as it ends any program.
 */
final class Interrupts {
  private static final List<String> SIGNALS = List.of("INT", "TERM", "HUP");

  private Interrupts() {}

  /**
   * From now on the first signal calls the first of these, the second the second, and so on; those
   * after the last nothing. Each on a thread of its own, so that one that takes long keeps nobody.
   * In a host's program signals stay the host's.
   */
  static void handle(Runnable... each) {
    if (Embedded.isActive()) {
      return;
    }
    AtomicInteger received = new AtomicInteger();
    Runnable onSignal =
        () -> {
          int number = received.getAndIncrement();
          if (number < each.length) {
            each[number].run();
          }
        };
    SIGNALS.forEach(name -> handle(name, onSignal));
  }

  private static void handle(String name, Runnable onSignal) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object proxy =
          Proxy.newProxyInstance(
              Interrupts.class.getClassLoader(),
              new Class<?>[] {handler},
              (self, method, arguments) -> {
                if (method.getName().equals("handle")) {
                  onSignal.run();
                }
                return null;
              });
      Method handle = signal.getMethod("handle", signal, handler);
      Object named = signal.getConstructor(String.class).newInstance(name);
      handle.invoke(null, named, proxy);
    } catch (ReflectiveOperationException | IllegalArgumentException e) {
      if (e instanceof InvocationTargetException wrapped
          && wrapped.getCause() instanceof Error error) {
        throw error;
      }
      // This platform lacks the signal, or the class: the default stays.
    }
  }
}
