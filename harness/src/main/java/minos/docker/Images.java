package minos.docker;

import com.github.dockerjava.api.command.BuildImageResultCallback;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.BuildResponseItem;
import com.github.dockerjava.api.model.Image;
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

/** The images of an engine. */
public final class Images {
  /** What node images are built on, unless their Dockerfile is told otherwise. */
  public static final String BASE = "debian:bookworm-slim";

  private static final long BUILD_MINUTES_MAX = 15;
  private static final int SHORT_ID_CHARS = 12;

  private Images() {}

  /** The id of an image by its name, if the engine has it. */
  public static Optional<String> id(Engine engine, String name) {
    try {
      return Optional.ofNullable(engine.client().inspectImageCmd(name).exec().getId());
    } catch (NotFoundException e) {
      return Optional.empty();
    }
  }

  /** The names of the images that Minos built. */
  public static List<String> built(Engine engine) {
    return engine
        .client()
        .listImagesCmd()
        .withLabelFilter(Labels.FINGERPRINT)
        .exec()
        .stream()
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
