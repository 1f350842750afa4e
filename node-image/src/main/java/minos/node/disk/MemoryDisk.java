package minos.node.disk;

import java.io.EOFException;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** Files in memory, for the simulation: durable as long as this object lives. */
public final class MemoryDisk implements Disk {
  private final Map<String, MemoryFile> files = new TreeMap<>();

  @Override
  public File open(String name) {
    return files.computeIfAbsent(name, key -> new MemoryFile());
  }

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
    public void write(long position, byte[] added) {
      int end = Math.toIntExact(position + added.length);
      if (end > bytes.length) {
        bytes = Arrays.copyOf(bytes, Math.max(end, 2 * bytes.length));
      }
      System.arraycopy(added, 0, bytes, (int) position, added.length);
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
