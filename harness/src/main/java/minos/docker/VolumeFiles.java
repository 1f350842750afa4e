package minos.docker;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import minos.cluster.FaultNotInjected;
import minos.cluster.StoredFiles;

/** The files of a node that is down, on the engine's own machine. */
final class VolumeFiles implements StoredFiles {
  private final Path folder;
  private final ContainerSpec.Layout layout;

  /**
   * @param folder of the volume
   */
  VolumeFiles(Path folder, ContainerSpec.Layout layout) throws FaultNotInjected {
    if (!Files.isReadable(folder) || !Files.isWritable(folder)) {
      throw new FaultNotInjected(
          folder + ": a node's files can be changed only by root on the engine's machine");
    }
    this.folder = folder;
    this.layout = layout;
  }

  private interface Work<T> {
    T on(Path file) throws IOException;
  }

  private <T> T with(String name, Work<T> work) throws FaultNotInjected {
    try {
      return work.on(folder.resolve(name));
    } catch (IOException e) {
      throw new FaultNotInjected("file " + name + ": " + e.getMessage(), e);
    }
  }

  @Override
  public List<String> list(Kind kind) throws FaultNotInjected {
    Predicate<String> wanted = name -> layout.is(kind, name);
    return names().stream().filter(wanted).toList();
  }

  private List<String> names() throws FaultNotInjected {
    return with(
        ".",
        ignored -> {
          try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                .map(file -> folder.relativize(file).toString())
                .sorted()
                .toList();
          }
        });
  }

  @Override
  public byte[] read(String name) throws FaultNotInjected {
    return with(name, Files::readAllBytes);
  }

  @Override
  public void write(String name, long position, byte[] bytes) throws FaultNotInjected {
    with(
        name,
        path -> {
          try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.seek(position);
            file.write(bytes);
            file.getFD().sync();
            return path;
          }
        });
  }

  @Override
  public void truncate(String name, long size) throws FaultNotInjected {
    with(
        name,
        path -> {
          try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.setLength(size);
            file.getFD().sync();
            return path;
          }
        });
  }

  @Override
  public int wipe() throws FaultNotInjected {
    List<String> names = names();
    for (String name : names) {
      with(name, Files::deleteIfExists);
    }
    return names.size();
  }
}
