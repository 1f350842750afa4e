package minos.cli;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.jar.JarFile;
import minos.model.Model;

/**
 * Models that somebody else wrote: a jar that names them, one class a line, in {@code
 * META-INF/services/minos.model.Model}. Its classes run as part of Minos.
 */
final class ModelJar {
  private static final String SERVICES = "META-INF/services/minos.model.Model";

  private ModelJar() {}

  /**
   * @throws BadArguments if there is no such jar or no such model in it, or it cannot be made
   */
  static Model<?> model(Path jar, String name) throws BadArguments {
    List<Model<?>> models = models(jar);
    return models.stream()
        .filter(model -> model.name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new BadArguments(
                jar
                    + ": "
                    + Closest.unknown("model", name, models.stream().map(Model::name).toList())));
  }

  private static List<Model<?>> models(Path jar) throws BadArguments {
    refuseWithoutServices(jar);
    List<Model<?>> models = new ArrayList<>();
    try {
      URL[] urls = {jar.toUri().toURL()};
      // stays open: the model may load more of its classes at any time
      @SuppressWarnings("resource")
      URLClassLoader loader = new URLClassLoader(urls, Model.class.getClassLoader());
      for (Model<?> model : ServiceLoader.load(Model.class, loader)) {
        if (loader.equals(model.getClass().getClassLoader())) {
          models.add(model);
        }
      }
      return models;
    } catch (ServiceConfigurationError | LinkageError | IOException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new BadArguments(
          jar + ": a model in it cannot be made: " + e.getMessage() + " (" + cause + ")");
    }
  }

  private static void refuseWithoutServices(Path jar) throws BadArguments {
    if (!Files.isRegularFile(jar)) {
      throw new BadArguments("--model-jar " + jar + ": no such file");
    }
    try (JarFile open = new JarFile(jar.toFile())) {
      if (open.getEntry(SERVICES) == null) {
        throw new BadArguments(
            jar + ": has no " + SERVICES + ", which names the classes of its models, one a line");
      }
    } catch (IOException e) {
      throw new BadArguments(jar + ": no jar: " + e.getMessage());
    }
  }
}
