package minos.docker.setup;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.PullResponseItem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import minos.cluster.ClusterFailed;
import minos.docker.Engine;
import minos.docker.HostCommand;
import minos.docker.Images;
import minos.time.Time;

/**
 * Gets an engine and a base image on Debian and its kin, as root. Each step looks first whether its
 * work is done already.
 */
public final class Repair {
  private static final Duration INSTALL_LIMIT = Duration.ofMinutes(10);
  private static final int REGISTRY_SECONDS = 8;
  private static final int PULL_MINUTES = 5;

  private final Time time;
  private final Consumer<String> progress;
  private final long began;
  private final Path log;

  /**
   * @param progress told each step as it goes, one line each
   */
  public Repair(Time time, Consumer<String> progress) throws ClusterFailed {
    this.time = time;
    this.progress = progress;
    this.began = time.nanos();
    this.log = logFile("minos-doctor.log");
  }

  /**
   * Does what is missing.
   *
   * @throws ClusterFailed at the first step that does not come off, with one line that names it
   */
  public void run() throws ClusterFailed {
    try (Engine engine = engine()) {
      say("Docker engine " + engine.version() + " answers at " + engine.endpoint());
      baseImage(engine);
    }
  }

  private Engine engine() throws ClusterFailed {
    try {
      return Engine.connect();
    } catch (ClusterFailed e) {
      say(String.valueOf(e.getMessage()));
    }
    mayChangeThisMachine("an engine");
    install("dockerd", "docker.io", "iptables");
    return new Daemon(time, this::say, logFile("minos-dockerd.log")).start();
  }

  private void baseImage(Engine engine) throws ClusterFailed {
    if (Images.id(engine, Images.BASE).isPresent()) {
      say("base image " + Images.BASE + " is here");
    } else if (!pull(engine)) {
      mayChangeThisMachine("the base image");
      install("debootstrap", "debootstrap");
      new Bootstrap(log, this::say).make(engine);
    }
  }

  private static void mayChangeThisMachine(String what) throws ClusterFailed {
    boolean apt = HostCommand.find("apt-get").isPresent();
    boolean root = "root".equals(System.getProperty("user.name"));
    if (!apt || !root) {
      throw new ClusterFailed(
          "cannot get %s here: %s. By hand: install Docker, start it, docker pull %s"
              .formatted(
                  what,
                  apt ? "this needs root (sudo ./minos doctor --fix)" : "no apt-get",
                  Images.BASE));
    }
  }

  private void install(String program, String... packages) throws ClusterFailed {
    if (HostCommand.find(program).isPresent()) {
      say(program + " is installed");
      return;
    }
    say("installing " + String.join(" ", packages));
    List<String> words = new java.util.ArrayList<>(List.of("apt-get", "install", "-y"));
    words.add("--no-install-recommends");
    words.addAll(List.of(packages));
    if (apt(words).succeeded()) {
      return;
    }
    say("updating the package lists first");
    // One source of several may be out of reach: the second install tells whether it matters.
    apt(List.of("apt-get", "update"));
    if (!apt(words).succeeded()) {
      throw new ClusterFailed("apt-get install " + String.join(" ", packages) + " failed: " + log);
    }
  }

  private HostCommand.Result apt(List<String> words) {
    return HostCommand.of(INSTALL_LIMIT, words.toArray(String[]::new))
        .with("DEBIAN_FRONTEND", "noninteractive")
        .runInto(log);
  }

  /** Asks the registry, but not for long: on many machines none can be reached. */
  private boolean pull(Engine engine) {
    say("pulling " + Images.BASE);
    CountDownLatch answered = new CountDownLatch(1);
    ResultCallback.Adapter<PullResponseItem> pulling =
        new ResultCallback.Adapter<>() {
          @Override
          public void onNext(PullResponseItem item) {
            answered.countDown();
          }

          @Override
          public void onError(Throwable failure) {
            super.onError(failure);
            answered.countDown();
          }

          @Override
          public void onComplete() {
            super.onComplete();
            answered.countDown();
          }
        };
    try (pulling) {
      engine.client().pullImageCmd(Images.BASE).exec(pulling);
      if (answered.await(REGISTRY_SECONDS, TimeUnit.SECONDS)) {
        pulling.awaitCompletion(PULL_MINUTES, TimeUnit.MINUTES);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException | RuntimeException e) {
      say("not pulled: " + Engine.reason(e));
      return false;
    }
    boolean here = Images.id(engine, Images.BASE).isPresent();
    say(here ? "pulled" : "no registry answers within " + REGISTRY_SECONDS + " s");
    return here;
  }

  private void say(String line) {
    double seconds = (time.nanos() - began) / 1e9;
    progress.accept("%6.1f s  %s".formatted(seconds, line));
  }

  /** Below /var/log where that can be written, else below the folder of temporary files. */
  private static Path logFile(String name) throws ClusterFailed {
    Path folder = Path.of("/var/log");
    if (!Files.isWritable(folder)) {
      folder = Path.of(System.getProperty("java.io.tmpdir"));
    }
    if (!Files.isWritable(folder)) {
      throw new ClusterFailed("no folder for a log file: " + folder + " cannot be written");
    }
    return folder.resolve(name);
  }

}
