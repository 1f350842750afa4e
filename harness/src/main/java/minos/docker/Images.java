package minos.docker;

import com.github.dockerjava.api.command.BuildImageResultCallback;
import com.github.dockerjava.api.command.InspectImageResponse;
import com.github.dockerjava.api.exception.BadRequestException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.BuildResponseItem;
import com.github.dockerjava.api.model.Image;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import minos.cluster.ClusterFailed;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The images of an engine. */
public final class Images {
  private static final Logger LOG = LoggerFactory.getLogger(Images.class);

  /** What node images are built on, unless their Dockerfile is told otherwise. */
  public static final String BASE = "debian:bookworm-slim";

  private static final long BUILD_MINUTES_MAX = 15;
  private static final int SHORT_ID_CHARS = 12;

  private Images() {}

  /** The id of an image by its name, if the engine has it. */
  public static Optional<String> id(Engine engine, String name) {
    return inspect(engine, name).map(image -> String.valueOf(image.getId()));
  }

  /** The names of the images that Minos built. */
  public static List<String> built(Engine engine) {
    return engine.client().listImagesCmd().withLabelFilter(Labels.FINGERPRINT).exec().stream()
        .flatMap(Images::names)
        .sorted()
        .toList();
  }

  /**
   * Builds an image, as {@code docker build} does.
   *
   * @param context folder with a Dockerfile and all that it copies
   * @param log told what the engine prints, line by line
   * @return the image's id
   * @throws ClusterFailed with the last lines of the engine
   */
  public static String build(
      Engine engine, String name, Path context, Map<String, String> labels, Consumer<String> log)
      throws ClusterFailed {
    BuildImageResultCallback building =
        new BuildImageResultCallback() {
          @Override
          public void onNext(BuildResponseItem item) {
            super.onNext(item);
            String stream = item.getStream();
            if (stream != null && !stream.isBlank()) {
              log.accept(stream.strip());
            }
          }
        };
    try {
      engine
          .client()
          .buildImageCmd(context.toFile())
          .withTags(Set.of(name))
          .withLabels(labels)
          .withForcerm(true)
          .exec(building)
          .awaitImageId(BUILD_MINUTES_MAX, TimeUnit.MINUTES);
      return id(engine, name).orElseThrow();
    } catch (RuntimeException e) {
      throw new ClusterFailed("image " + name + " was not built: " + Engine.reason(e), e);
    }
  }

  /** Fills a folder with a Dockerfile and all that it copies. */
  public interface ContextWriter {
    void write(Path folder) throws IOException;
  }

  /**
   * Has an image built unless the engine has it already, with the same fingerprint.
   *
   * @param fingerprint of all that goes into the image; kept as a label on it
   * @param log told what is done, line by line; nothing where nothing is
   * @return the image's id
   * @throws ClusterFailed with one line that says what to do
   */
  public static String ensure(
      Engine engine, String name, String fingerprint, ContextWriter writer, Consumer<String> log)
      throws ClusterFailed {
    Optional<InspectImageResponse> present = inspect(engine, name);
    if (present.filter(image -> fingerprint.equals(fingerprint(image))).isPresent()) {
      return String.valueOf(present.get().getId());
    }
    log.accept(
        "building image " + name + (present.isPresent() ? ", what is in it has changed" : ""));
    Path context = Scratch.folder("minos-image-");
    try {
      writer.write(context);
      String id = build(engine, name, context, Map.of(Labels.FINGERPRINT, fingerprint), log);
      log.accept("image " + name + " " + shortId(id));
      present
          .map(old -> String.valueOf(old.getId()))
          .filter(old -> !old.equals(id))
          .ifPresent(old -> forget(engine, old));
      return id;
    } catch (IOException e) {
      throw new ClusterFailed(
          "image " + name + ": its files were not written: " + e.getMessage(), e);
    } catch (ClusterFailed e) {
      if (id(engine, BASE).isEmpty()) {
        throw new ClusterFailed(
            "image %s was not built, its base %s is not here: run ./minos doctor --fix"
                .formatted(name, BASE),
            e);
      }
      throw e;
    } finally {
      Scratch.delete(context);
    }
  }

  /** An image that lost its name to a newer one; one that a container still uses stays. */
  private static void forget(Engine engine, String id) {
    try {
      engine.client().removeImageCmd(id).exec();
    } catch (DockerException e) {
      LOG.info("the image before, {}, stays: {}", shortId(id), Engine.reason(e));
    }
  }

  private static Optional<InspectImageResponse> inspect(Engine engine, String name) {
    try {
      return Optional.of(engine.client().inspectImageCmd(name).exec());
    } catch (NotFoundException | BadRequestException e) {
      // The latter for names that no image can have.
      return Optional.empty();
    }
  }

  private static String fingerprint(InspectImageResponse image) {
    Map<String, String> labels = image.getConfig() == null ? null : image.getConfig().getLabels();
    return labels == null ? "" : labels.getOrDefault(Labels.FINGERPRINT, "");
  }

  private static Stream<String> names(Image image) {
    String[] tags = image.getRepoTags();
    return tags == null ? Stream.of() : Arrays.stream(tags).filter(tag -> !tag.contains("<none>"));
  }

  /** As the docker command shows it. */
  public static String shortId(String id) {
    String hex = id.replaceFirst("^sha256:", "");
    return hex.substring(0, Math.min(SHORT_ID_CHARS, hex.length()));
  }
}
