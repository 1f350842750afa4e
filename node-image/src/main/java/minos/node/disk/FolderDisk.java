package minos.node.disk;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A folder of the real file system. */
public final class FolderDisk implements Disk {
  private final Path folder;

  /** Makes the folder where needed, durably. */
  public FolderDisk(Path folder) throws IOException {
    this.folder = folder.toAbsolutePath().normalize();
    make(this.folder);
  }

  /** A new folder's name is durable once its parent is, and so on up to one that was there. */
  private static void make(Path folder) throws IOException {
    Path parent = folder.getParent();
    if (parent != null) {
      if (!Files.isDirectory(parent)) {
        make(parent);
      }
      Files.createDirectories(folder);
      forceFolder(parent);
    }
  }

  @Override
  public File open(String name) throws IOException {
    FileChannel channel =
        FileChannel.open(
            folder.resolve(name),
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() == null) {
        throw new IOException(name + ": in use by another process");
      }
      return new ChannelFile(channel);
    } catch (IOException | OverlappingFileLockException e) {
      channel.close();
      throw e instanceof IOException io ? io : new IOException(name + ": in use already", e);
    }
  }

  @Override
  public SortedSet<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> file.getFileName().toString())
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  @Override
  public void delete(String name) throws IOException {
    Files.deleteIfExists(folder.resolve(name));
  }

  @Override
  public void rename(String from, String to) throws IOException {
    Files.move(folder.resolve(from), folder.resolve(to), StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public void forceNames() throws IOException {
    forceFolder(folder);
  }

  private static void forceFolder(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private static final class ChannelFile implements File {
    private final FileChannel channel;
    private boolean broken;

    ChannelFile(FileChannel channel) {
      this.channel = channel;
    }

    @Override
    public long size() throws IOException {
      return channel.size();
    }

    @Override
    public byte[] read(long position, int length) throws IOException {
      ByteBuffer buffer = ByteBuffer.allocate(length);
      while (buffer.hasRemaining()) {
        if (channel.read(buffer, position + buffer.position()) < 0) {
          throw new EOFException("no " + length + " bytes at offset " + position);
        }
      }
      return buffer.array();
    }

    @Override
    public void write(long position, ByteBuffer bytes) throws IOException {
      long at = position;
      while (bytes.hasRemaining()) {
        at += channel.write(bytes, at);
      }
    }

    @Override
    public void truncate(long size) throws IOException {
      channel.truncate(size);
    }

    @Override
    public void force() throws IOException {
      if (broken) {
        throw new IOException("an earlier force failed: what is on the disk is not known");
      }
      broken = true; // until proven otherwise: the kernel may drop dirty pages when a force fails
      channel.force(false);
      broken = false;
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }
}
