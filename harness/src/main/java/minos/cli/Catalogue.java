package minos.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.Function;
import minos.cluster.SystemUnderTest;
import minos.fault.FaultKind;
import minos.model.Models;
import minos.run.Workload;

/** What there is to run: the two open sets, as the class path holds them. */
record Catalogue(List<Workload> workloads, List<SystemUnderTest> systems) {

  static Catalogue installed() {
    return new Catalogue(all(Workload.class), all(SystemUnderTest.class));
  }

  Workload workload(String name) throws BadArguments {
    return named("workload", name, workloads, Workload::name);
  }

  SystemUnderTest system(String name) throws BadArguments {
    return named("system", name, systems, SystemUnderTest::name);
  }

  /** By name, with what they do. */
  static Map<String, String> faults() {
    Map<String, String> faults = new LinkedHashMap<>();
    FaultKind.names().forEach(name -> faults.put(name, ""));
    return faults;
  }

  static Map<String, String> models() {
    Map<String, String> models = new LinkedHashMap<>();
    Models.all().forEach(model -> models.put(model.name(), ""));
    return models;
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
