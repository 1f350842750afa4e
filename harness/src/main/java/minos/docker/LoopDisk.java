package minos.docker;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import minos.cluster.ClusterFailed;
import minos.cluster.FaultNotInjected;

/**
 * A file system of a node's own, in a file on the engine's machine: it can be cut off with all that
 * was not forced to it, and filled, without any help of the node. The engine mounts it while the
 * node's container runs, and only then.
 *
 * @param folder where it is mounted
 */
record LoopDisk(Path folder) {
  /** What the volume with its file is called, after the name of the one that is mounted. */
  static final String FILE_VOLUME = "-disk";

  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final String IMAGE = "disk.img";
  private static final String FILLER = ".minos-filler";
  private static final String PROBE = ".minos-probe";
  private static final int BLOCK = 4096;
  private static final List<String> PROGRAMS = List.of("losetup", "mkfs.ext4", "fallocate", "perl");

  /** Ends it at once, and drops what its journal has not got: EXT4_IOC_SHUTDOWN, NOLOGFLUSH. */
  private static final String SHUT_DOWN =
      "open(my $disk, '<', $ARGV[0]) or die \"$!\"; my $how = pack('L', 2);"
          + " ioctl($disk, 0x8004587d, $how) or die \"$!\"";

  /** Why there cannot be any, in one line; empty if there can. */
  static Optional<String> obstacle() {
    return Volumes.obstacle()
        .or(() ->
            PROGRAMS.stream()
                .filter(program -> HostCommand.find(program).isEmpty())
                .findFirst()
                .map(program -> "the engine's machine has no " + program))
        .or(() ->
            Files.exists(Path.of("/dev/loop-control"))
                ? Optional.empty()
                : Optional.of("the engine's kernel has no loop devices"));
  }

  /**
   * Makes one that is empty.
   *
   * @param folder for its file
   * @return the device to mount
   */
  static String make(Path folder, int megabytes) throws ClusterFailed {
    String image = folder.resolve(IMAGE).toString();
    ran("truncate", "-s", megabytes + "M", image);
    ran("mkfs.ext4", "-q", "-m", "0", image);
    return ran("losetup", "--find", "--show", image).strip();
  }

  /** Lets go of the device of the one whose file is in a folder; nothing if there is none. */
  static void release(Path folder) throws ClusterFailed {
    for (String device : devices(folder)) {
      ran("losetup", "-d", device);
    }
  }

  private static List<String> devices(Path folder) throws ClusterFailed {
    return ran("losetup", "-j", folder.resolve(IMAGE).toString())
        .lines()
        .map(line -> line.substring(0, line.indexOf(':')))
        .toList();
  }

  private static String ran(String... words) throws ClusterFailed {
    HostCommand.Result result = HostCommand.of(LIMIT, words).run("");
    if (!result.succeeded()) {
      throw new ClusterFailed(
          "a disk for a node: %s: %s".formatted(String.join(" ", words), result.output().strip()));
    }
    return result.output();
  }

  /** Nothing can be read or written any more, until it is mounted anew. */
  void shutDown() throws FaultNotInjected {
    requireMounted();
    HostCommand.Result result =
        HostCommand.of(LIMIT, "perl", "-e", SHUT_DOWN, folder.toString()).run("");
    if (!result.succeeded()) {
      throw new FaultNotInjected(folder + " is not shut down: " + result.output().strip());
    }
  }

  /**
   * Takes all the room that is left.
   *
   * @return what the system says to one who wants more
   */
  String fill() throws FaultNotInjected {
    requireMounted();
    Path filler = folder.resolve(FILLER);
    try (OutputStream out = Files.newOutputStream(filler)) {
      long most = Files.getFileStore(folder).getUsableSpace() / BLOCK * BLOCK;
      // What this leaves, since a file system needs room of its own, is written block by block.
      HostCommand.Result ignored =
          HostCommand.of(LIMIT, "fallocate", "-l", String.valueOf(most), filler.toString()).run("");
      for (long block = 0; block <= most / BLOCK; block++) {
        out.write(new byte[BLOCK]);
      }
    } catch (IOException e) {
      return String.valueOf(e.getMessage());
    }
    throw new FaultNotInjected(folder + " takes more than it has room for");
  }

  /** The same as {@link #free()} while the node is down, and its disk not mounted. */
  void freeWhileDown() throws FaultNotInjected {
    try {
      ran("mount", device(), folder.toString());
      try {
        free();
      } finally {
        ran("umount", folder.toString());
      }
    } catch (ClusterFailed e) {
      throw new FaultNotInjected(String.valueOf(e.getMessage()), e);
    }
  }

  /** By its file, which is in a volume beside that of the folder. */
  private String device() throws ClusterFailed {
    Path volume = Objects.requireNonNull(folder.getParent());
    Path image = volume.resolveSibling(volume.getFileName() + FILE_VOLUME);
    return devices(image.resolve(folder.getFileName())).getFirst();
  }

  /** Gives back what {@link #fill()} took; nothing if it took nothing. */
  void free() throws FaultNotInjected {
    try {
      boolean ignored = Files.deleteIfExists(folder.resolve(FILLER));
    } catch (IOException e) {
      throw new FaultNotInjected(folder + " stays full: " + e.getMessage(), e);
    }
  }

  /** What the system says to one who writes a little; empty if it is written. */
  Optional<String> objection() throws FaultNotInjected {
    requireMounted();
    try {
      Files.write(folder.resolve(PROBE), new byte[BLOCK]);
      Files.delete(folder.resolve(PROBE));
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  /** Else it would be the disk of the engine's machine that is filled. */
  private void requireMounted() throws FaultNotInjected {
    try {
      FileStore store = Files.getFileStore(folder);
      if (!store.name().startsWith("/dev/loop")) {
        throw new FaultNotInjected("no disk is mounted at " + folder + ": its node is down");
      }
    } catch (IOException e) {
      throw new FaultNotInjected(folder + ": " + e.getMessage(), e);
    }
  }
}
