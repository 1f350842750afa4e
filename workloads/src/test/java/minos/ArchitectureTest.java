package minos;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.NullMarked;

/** The inner walls of the house: who may import whom (DESIGN.md §1). Maven makes the outer ones. */
@AnalyzeClasses(packages = "minos", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  void history_and_time_import_nothing_of_minos(JavaClasses code) {
    only("history").mayImport().check(code);
    only("time").mayImport().check(code);
  }

  @ArchTest
  void models_and_generators_know_histories_only(JavaClasses code) {
    only("model").mayImport("history").check(code);
    only("generate").mayImport("history").check(code);
  }

  @ArchTest
  void checkers_know_models_and_histories(JavaClasses code) {
    only("check").mayImport("model", "history").check(code);
  }

  @ArchTest
  void the_ports_of_a_cluster_know_neither_containers_nor_simulation(JavaClasses code) {
    only("cluster").mayImport("history", "time").check(code);
  }

  @ArchTest
  void faults_know_the_ports_of_a_cluster(JavaClasses code) {
    only("fault").mayImport("cluster", "generate", "history", "time").check(code);
  }

  @ArchTest
  void both_worlds_know_the_ports_and_not_each_other(JavaClasses code) {
    only("docker").mayImport("cluster", "history", "time").check(code);
    only("sim").mayImport("link", "cluster", "history", "time").check(code);
    only("process").mayImport("link", "cluster", "history", "time").check(code);
    only("link").mayImport("cluster").check(code);
  }

  @ArchTest
  void a_run_knows_generators_faults_clusters_and_checkers(JavaClasses code) {
    only("run")
        .mayImport("generate", "fault", "cluster", "check", "model", "history", "time")
        .check(code);
  }

  @ArchTest
  void a_hunt_runs_and_counts_and_keeps_nothing(JavaClasses code) {
    only("hunt")
        .mayImport("run", "check", "generate", "fault", "cluster", "history", "time")
        .check(code);
  }

  @ArchTest
  void shrinking_runs_again_and_keeps_nothing(JavaClasses code) {
    only("shrink")
        .mayImport("hunt", "run", "check", "generate", "fault", "cluster", "history", "time")
        .check(code);
  }

  @ArchTest
  void the_store_keeps_runs_and_the_report_reads_the_store(JavaClasses code) {
    only("store")
        .mayImport("run", "check", "model", "generate", "fault", "cluster", "history", "time")
        .check(code);
    only("trace").mayImport("run", "cluster", "fault", "history", "time").check(code);
    only("report")
        .mayImport("trace", "store", "run", "check", "model", "fault", "cluster", "history", "time")
        .check(code);
  }

  @ArchTest
  void who_shows_results_in_a_browser_neither_runs_nor_judges(JavaClasses code) {
    only("serve").mayImport("report", "store", "time").check(code);
    noClasses()
        .that()
        .resideOutsideOfPackages("minos.serve", "minos.node..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.sun.net.httpserver..")
        .because("one package of the harness listens")
        .check(code);
  }

  @ArchTest
  void a_suite_plans_and_counts_and_does_nothing_itself(JavaClasses code) {
    only("suite").mayImport("check", "time").check(code);
    noClasses()
        .that()
        .resideInAPackage("minos.suite..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.nio.file..", "java.net..")
        .because("what a suite comes to must not hang on where it is computed")
        .check(code);
    noClasses()
        .that()
        .resideOutsideOfPackage("minos.suite.file")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("com.fasterxml.jackson.dataformat.yaml..")
        .because("YAML is for people, and people want to be told the line")
        .check(code);
  }

  @ArchTest
  void the_protocol_is_pure_and_alone(JavaClasses code) {
    only("raft").mayImport("bytes").check(code);
    only("bytes").mayImport().check(code);
    only("secure").mayImport().check(code);
    only("kv").mayImport("bytes", "raft").check(code);
    only("invariant").mayImport("bytes", "kv", "raft").check(code);
    only("wire").mayImport("bytes", "client", "kv", "raft").check(code);
    noClasses()
        .that()
        .resideInAPackage("minos.client")
        .should()
        .dependOnClassesThat(
            resideInAPackage("minos..")
                .and(not(resideInAnyPackage("minos.client", "minos.kv", "minos.raft"))))
        .because("the client's rules run unchanged over sockets and in the simulation")
        .check(code);
    noClasses()
        .that()
        .resideInAnyPackage("minos.raft..", "minos.kv..", "minos.client")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.io..", "java.net..", "java.nio.channels..", "java.nio.file..")
        .because("the protocol does no I/O: the driver carries its effects out")
        .check(code);
  }

  @ArchTest
  static final ArchRule no_cycles =
      slices()
          .matching("minos.(*)..")
          .should()
          .beFreeOfCycles()
          .ignoreDependency(resideInAPackage("minos.client.socket"), resideInAPackage("minos.wire"))
          .because("the client over sockets stands above the wire, the pure one below it");

  @ArchTest
  void the_parts_of_the_checkers_stand_on_each_other_in_one_order(JavaClasses code) {
    List<String> order =
        List.of("proof", "calls", "search", "refute", "special", "linear", "online", "weaker");
    for (int part = 0; part < order.size() - 1; part++) {
      List<String> above = order.subList(part + 1, order.size());
      noClasses()
          .that()
          .resideInAPackage("minos.check." + order.get(part))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              above.stream().map(one -> "minos.check." + one).toArray(String[]::new))
          .because("a part of the checkers is understood without those that use it")
          .check(code);
    }
    noClasses()
        .that()
        .resideInAnyPackage("minos.check.anomaly", "minos.check.tally")
        .should()
        .dependOnClassesThat(
            resideInAPackage("minos.check.*")
                .and(
                    not(
                        resideInAnyPackage(
                            "minos.check.anomaly", "minos.check.tally", "minos.check.proof"))))
        .because("what is not about linearizability stands on the ports of checkers alone")
        .check(code);
    noClasses()
        .that()
        .resideInAPackage("minos.check.proof")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("minos.check", "minos.check.calls")
        .because("who checks a proof must not use what found it")
        .check(code);
    noClasses()
        .that()
        .resideInAPackage("minos.check")
        .should()
        .dependOnClassesThat(
            resideInAPackage("minos.check.*..").and(not(resideInAPackage("minos.check.proof"))))
        .because("what a checker is does not depend on any")
        .check(code);
  }

  @ArchTest
  static final ArchRule only_time_and_the_node_read_clocks_sleep_or_make_unseeded_chance =
      noClasses()
          .that()
          .resideOutsideOfPackages("minos.time..", "minos.node..", "minos.client.socket..")
          .should()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(Thread.class, "sleep", long.class)
          .orShould()
          .callMethod(Thread.class, "sleep", java.time.Duration.class)
          .orShould()
          .callMethod(Math.class, "random")
          .orShould()
          .callMethod(UUID.class, "randomUUID")
          .orShould()
          .callMethod(ThreadLocalRandom.class, "current")
          .orShould()
          .callConstructor(Random.class)
          .because("one seed must give one run");

  @ArchTest
  static final ArchRule only_docker_sees_containers =
      noClasses()
          .that()
          .resideOutsideOfPackage("minos.docker..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.testcontainers..", "com.github.dockerjava..")
          .because("everything else must run where there is no engine");

  @ArchTest
  static final ArchRule only_the_bridge_to_Knossos_sees_Clojure =
      noClasses()
          .that()
          .resideOutsideOfPackage("minos.check.knossos")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("clojure..", "knossos..")
          .because("Clojure is there only beside Knossos, in a JVM of its own");

  @ArchTest
  static final ArchRule only_the_extension_sees_JUnit =
      noClasses()
          .that()
          .resideOutsideOfPackage("minos.junit")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.junit..")
          .because("Minos runs where there is none");

  @ArchTest
  static final ArchRule only_the_shell_sees_the_keyboard =
      noClasses()
          .that()
          .resideOutsideOfPackage("minos.shell")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.jline..")
          .because("commands must work from a pipe as well");

  @ArchTest
  static final ArchRule only_the_command_line_prints =
      noClasses()
          .that()
          .resideOutsideOfPackages("minos.cli..", "minos.node..")
          .and()
          // The other side of the bridge: its output is what Minos reads.
          .doNotHaveFullyQualifiedName("minos.check.knossos.KnossosMain")
          .should()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err")
          .because("a library does not write to its host's terminal");

  @ArchTest
  static final ArchRule every_package_says_what_may_be_null =
      classes()
          .that()
          .haveSimpleName("package-info")
          .should()
          .beAnnotatedWith(NullMarked.class)
          .because("NullAway checks only what is marked");

  private static Wall only(String name) {
    return new Wall(name);
  }

  private record Wall(String name) {
    ArchRule mayImport(String... others) {
      List<String> allowed = new ArrayList<>(List.of("minos." + name + ".."));
      for (String other : others) {
        allowed.add("minos." + other + "..");
      }
      return noClasses()
          .that()
          .resideInAPackage("minos." + name + "..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("minos..")
                  .and(not(resideInAnyPackage(allowed.toArray(String[]::new)))))
          .because("imports point one way (DESIGN.md §1)");
    }
  }
}
