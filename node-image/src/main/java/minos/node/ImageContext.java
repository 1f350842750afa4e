package minos.node;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/** What the node's container image is built from: Dockerfile, jar, and a Java runtime. */
public final class ImageContext {
  private static final String DOCKERFILE = "/minos/node/Dockerfile";
  private static final String JAR = "minos-node.jar";
  private static final String MODULES =
      "java.base,java.logging,java.management,jdk.management,jdk.unsupported,java.naming,"
          + "jdk.httpserver,jdk.jcmd";

  private ImageContext() {}

  /**
   * Makes a folder ready for {@code docker build}.
   *
   * @param folder made where needed; what is in it under the same names is replaced
   * @throws IOException with one line for the user
   */
  public static void write(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.write(folder.resolve("Dockerfile"), dockerfile());
    try (OutputStream out = Files.newOutputStream(folder.resolve(JAR))) {
      writeJar(codeLocation(), out);
    }
    link(folder.resolve("runtime"));
  }

  /**
   * Names what goes into the image: 64 hexadecimal digits, the same as long as nothing changes.
   * Cheap: nothing is built.
   */
  public static String fingerprint() throws IOException {
    MessageDigest digest = sha256();
    digest.update(dockerfile());
    digest.update(
        (MODULES + System.getProperty("java.vm.version")).getBytes(StandardCharsets.UTF_8));
    Path code = codeLocation();
    if (Files.isRegularFile(code)) {
      digest.update(Files.readAllBytes(code));
    } else {
      for (Path file : filesBelow(code)) {
        digest.update(code.relativize(file).toString().getBytes(StandardCharsets.UTF_8));
        digest.update(Files.readAllBytes(file));
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static byte[] dockerfile() throws IOException {
    try (InputStream in = ImageContext.class.getResourceAsStream(DOCKERFILE)) {
      if (in == null) {
        throw new IOException("the node's classes lack " + DOCKERFILE + "; build them with Maven");
      }
      return in.readAllBytes();
    }
  }

  private static Path codeLocation() throws IOException {
    try {
      return Path.of(
          ImageContext.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IOException("cannot tell where the node's own code is: " + e.getMessage(), e);
    }
  }

  private static void writeJar(Path code, OutputStream out) throws IOException {
    if (Files.isRegularFile(code)) {
      Files.copy(code, out);
      return;
    }
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, Main.class.getName());
    try (JarOutputStream jar = new JarOutputStream(out, manifest)) {
      for (Path file : filesBelow(code)) {
        String name = code.relativize(file).toString().replace('\\', '/');
        if (!name.equals("META-INF/MANIFEST.MF")) {
          jar.putNextEntry(new JarEntry(name));
          Files.copy(file, jar);
          jar.closeEntry();
        }
      }
    }
  }

  private static List<Path> filesBelow(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static void link(Path runtime) throws IOException {
    deleteAll(runtime); // jlink refuses a folder that is there
    Path jlink = Path.of(System.getProperty("java.home"), "bin", "jlink");
    if (!Files.isExecutable(jlink)) {
      throw new IOException("no jlink in " + jlink.getParent() + ": run Minos with a whole JDK");
    }
    Process process =
        new ProcessBuilder(
                jlink.toString(),
                "--add-modules",
                MODULES,
                "--strip-debug",
                "--no-header-files",
                "--no-man-pages",
                "--generate-cds-archive",
                "--output",
                runtime.toString())
            .redirectErrorStream(true)
            .start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      int exit = process.waitFor();
      if (exit != 0) {
        throw new IOException("jlink failed (" + exit + "): " + said.strip());
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while jlink ran", e);
    }
  }

  private static void deleteAll(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
