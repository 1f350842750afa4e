package minos.node.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.SortedSet;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * A disk that says how long its writes and forces take.
 *
 * @param clock monotonic, in nanoseconds
 * @param writes takes the nanoseconds of each write
 * @param forces takes the nanoseconds of each force
 */
public record MeasuredDisk(Disk disk, LongSupplier clock, LongConsumer writes, LongConsumer forces)
    implements Disk {
  @Override
  public File open(String name) throws IOException {
    return new MeasuredFile(disk.open(name));
  }

  @Override
  public SortedSet<String> names() throws IOException {
    return disk.names();
  }

  @Override
  public void delete(String name) throws IOException {
    disk.delete(name);
  }

  @Override
  public void rename(String from, String to) throws IOException {
    disk.rename(from, to);
  }

  @Override
  public void forceNames() throws IOException {
    disk.forceNames();
  }

  private final class MeasuredFile implements File {
    private final File file;

    MeasuredFile(File file) {
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
      long start = clock.getAsLong();
      file.write(position, bytes);
      writes.accept(clock.getAsLong() - start);
    }

    @Override
    public void truncate(long size) throws IOException {
      file.truncate(size);
    }

    @Override
    public void force() throws IOException {
      long start = clock.getAsLong();
      file.force();
      forces.accept(clock.getAsLong() - start);
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
