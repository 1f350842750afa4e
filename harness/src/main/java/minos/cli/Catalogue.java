package minos.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.Function;
import minos.cluster.SystemUnderTest;
import minos.model.Models;
import minos.run.Workload;

/** What other modules bring: the three open sets, as the class path holds them. */
record Catalogue(
    List<Workload> workloads, List<SystemUnderTest> systems, List<Subcommand> subcommands) {

  static Catalogue installed() {
    return new Catalogue(all(Workload.class), all(SystemUnderTest.class), all(Subcommand.class));
  }

  Workload workload(String name) throws BadArguments {
    return named("workload", name, workloads, Workload::name);
  }

  SystemUnderTest system(String name) throws BadArguments {
    return named("system", name, systems, SystemUnderTest::name);
  }

  /** By name, with what they do. */
  static Map<String, String> models() {
    Map<String, String> models = new LinkedHashMap<>();
    Models.all().forEach(model -> models.put(model.name(), model(model.name())));
    return models;
  }

  private static String model(String name) {
    return switch (name) {
      case "register" -> "read and write of one value, nil at first";
      case "cas-register" -> "the same, and cas: swaps a value if it is as expected";
      case "key-value" -> "get, put, cas, delete and append of one key's value";
      case "multi-register" -> "several registers read and written by one transaction";
      case "mutex" -> "acquire and release of one lock, by whomever";
      case "fenced-lock" -> "the same, and each acquire returns a greater number than all before";
      case "counter" -> "add, increment, decrement and read of one number";
      case "grow-only-set" -> "add of an element, and read of all";
      case "set" -> "add, remove and contains of an element, and read of all";
      case "list-append" -> "append of a value to one list, and read of the whole";
      case "fifo-queue" -> "enqueue and dequeue, the oldest value first";
      case "priority-queue" -> "enqueue and dequeue, the smallest number first";
      case "stack" -> "push and pop, the newest value first";
      default -> "";
    };
  }

  private static <T> T named(String what, String name, List<T> all, Function<T, String> nameOf)
      throws BadArguments {
    for (T one : all) {
      if (nameOf.apply(one).equals(name)) {
        return one;
      }
    }
    throw new BadArguments(Closest.unknown(what, name, all.stream().map(nameOf).toList()));
  }

  private static <T> List<T> all(Class<T> service) {
    return ServiceLoader.load(service).stream().map(ServiceLoader.Provider::get).toList();
  }
}
