package minos.node.disk;

import java.io.EOFException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Files in memory, for the simulation: durable as long as this object lives. */
public final class MemoryDisk implements Disk {
  private final Map<String, MemoryFile> files = new TreeMap<>();

  @Override
  public File open(String name) {
    return files.computeIfAbsent(name, key -> new MemoryFile());
  }

  @Override
  public SortedSet<String> names() {
    return new TreeSet<>(files.keySet());
  }

  @Override
  public void delete(String name) {
    files.remove(name);
  }

  @Override
  public void rename(String from, String to) throws NoSuchFileException {
    MemoryFile file = files.remove(from);
    if (file == null) {
      throw new NoSuchFileException(from);
    }
    files.put(to, file);
  }

  @Override
  public void forceNames() {}

  private static final class MemoryFile implements File {
    private byte[] bytes = new byte[256];
    private int size;

    @Override
    public long size() {
      return size;
    }

    @Override
    public byte[] read(long position, int length) throws EOFException {
      if (position < 0 || position + length > size) {
        throw new EOFException("no " + length + " bytes at offset " + position);
      }
      return Arrays.copyOfRange(bytes, (int) position, (int) position + length);
    }

    @Override
    public void write(long position, ByteBuffer added) {
      int length = added.remaining();
      int end = Math.toIntExact(position + length);
      if (end > bytes.length) {
        bytes = Arrays.copyOf(bytes, Math.max(end, 2 * bytes.length));
      }
      added.get(bytes, (int) position, length);
      size = Math.max(size, end);
    }

    @Override
    public void truncate(long newSize) {
      if (newSize < size) {
        Arrays.fill(bytes, (int) newSize, size, (byte) 0);
        size = (int) newSize;
      }
    }

    @Override
    public void force() {}

    @Override
    public void close() {}
  }
}
