package minos.docker.setup;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import minos.cluster.ClusterFailed;
import minos.docker.Engine;
import minos.docker.HostCommand;
import minos.docker.Images;
import minos.docker.Leftovers;

/** Says what this machine can do, one line each, in the order in which the lines depend. */
public final class Doctor {
  private static final String FIX = "./minos doctor --fix";

  private final Consumer<Finding> each;
  private final Clearing clearing;

  /** Heals and removes what killed runs left. */
  public interface Clearing {
    /**
     * @return what was found and done, one line each
     * @throws ClusterFailed if anything is left
     */
    List<String> clear() throws ClusterFailed;
  }

  /**
   * @param each told every finding as soon as it is known
   * @param clearing asked once, where an engine answers
   */
  public Doctor(Consumer<Finding> each, Clearing clearing) {
    this.each = each;
    this.clearing = clearing;
  }

  /** Looks at everything and changes nothing but what killed runs left behind. */
  public boolean examine() {
    each.accept(jdk());
    boolean containers = containers();
    each.accept(browser());
    return containers;
  }

  private static Finding jdk() {
    return Finding.ok("JDK", Runtime.version() + " in " + System.getProperty("java.home"));
  }

  private boolean containers() {
    try (Engine engine = Engine.connect()) {
      each.accept(
          Finding.ok(
              "Docker engine",
              "%s, API %s, kernel %s, at %s"
                  .formatted(
                      engine.version(), engine.apiVersion(), engine.kernel(), engine.endpoint())));
      leftovers(engine);
      return images(engine);
    } catch (ClusterFailed e) {
      each.accept(Finding.missing("Docker engine", String.valueOf(e.getMessage()), FIX));
      for (String what : List.of("leftovers", "base image", "node image")) {
        each.accept(Finding.unknown(what, "no engine to ask", ""));
      }
      ContainerProbe.unasked("no engine to ask").forEach(each);
      return false;
    }
  }

  private void leftovers(Engine engine) throws ClusterFailed {
    each.accept(cleared());
    for (String removal : Leftovers.kept(engine)) {
      each.accept(Finding.ok("kept cluster", "left up on demand; to remove it: " + removal));
    }
  }

  private Finding cleared() {
    try {
      List<String> done = clearing.clear();
      return Finding.ok(
          "leftovers", done.isEmpty() ? "none of killed runs" : String.join("; ", done));
    } catch (ClusterFailed e) {
      return Finding.missing("leftovers", String.valueOf(e.getMessage()), "remove it by hand");
    }
  }

  private boolean images(Engine engine) {
    Optional<String> base = Images.id(engine, Images.BASE);
    List<String> built = Images.built(engine);
    each.accept(
        base.map(id -> Finding.ok("base image", Images.BASE + " " + Images.shortId(id)))
            .orElseGet(() -> Finding.missing("base image", Images.BASE + " is not here", FIX)));
    each.accept(
        built.isEmpty()
            ? Finding.unknown("node image", "not built", "the first ./minos run builds it")
            : Finding.ok("node image", String.join(", ", built)));
    Optional<String> probed = built.stream().findFirst().or(() -> base.map(id -> Images.BASE));
    if (probed.isEmpty()) {
      ContainerProbe.unasked("no image to ask").forEach(each);
      return false;
    }
    List<Finding> findings = ContainerProbe.of(engine, probed.get());
    findings.forEach(each);
    return ContainerProbe.suffices(findings);
  }

  private static Finding browser() {
    List<Path> found = new ArrayList<>();
    Stream.of("chromium", "chromium-browser", "google-chrome", "firefox")
        .map(HostCommand::find)
        .flatMap(Optional::stream)
        .forEach(found::add);
    return found.isEmpty()
        ? Finding.missing("browser", "none found", "any browser shows report.html; none is needed")
        : Finding.ok("browser", found.getFirst() + ", for looking at report.html");
  }
}
