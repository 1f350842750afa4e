package minos.node.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.SortedSet;

/** A disk upon another one, which does all of the work but for what a subclass sees to. */
abstract class FilterDisk implements Disk {
  final Disk below;

  FilterDisk(Disk below) {
    this.below = below;
  }

  /**
   * What stands for a file that was opened below.
   *
   * @param file just opened
   */
  abstract File filtered(String name, File file) throws IOException;

  @Override
  public File open(String name) throws IOException {
    return filtered(name, below.open(name));
  }

  @Override
  public SortedSet<String> names() throws IOException {
    return below.names();
  }

  @Override
  public void delete(String name) throws IOException {
    below.delete(name);
  }

  @Override
  public void rename(String from, String to) throws IOException {
    below.rename(from, to);
  }

  @Override
  public void forceNames() throws IOException {
    below.forceNames();
  }

  /** A file upon another one. */
  abstract static class FilterFile implements File {
    private final File file;

    FilterFile(File file) {
      this.file = file;
    }

    @Override
    public long size() throws IOException {
      return file.size();
    }

    @Override
    public byte[] read(long position, int length) throws IOException {
      return file.read(position, length);
    }

    @Override
    public void write(long position, ByteBuffer bytes) throws IOException {
      file.write(position, bytes);
    }

    @Override
    public void truncate(long size) throws IOException {
      file.truncate(size);
    }

    @Override
    public void force() throws IOException {
      file.force();
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
