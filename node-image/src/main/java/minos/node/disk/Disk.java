package minos.node.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.SortedSet;

/**
 * Where a server keeps what must survive: a folder of files. The real one and the simulated one
 * keep one contract: what was written is lost in a crash, wholly or in part, unless {@link
 * File#force} returned first, and so is a name that was made, given away or removed, unless {@link
 * #forceNames} did.
 */
public interface Disk {
  /** Opens a file, making it when it is not there; a new name is volatile until it is forced. */
  File open(String name) throws IOException;

  /** All files, whether open or not. */
  SortedSet<String> names() throws IOException;

  /** Removes a file that is not open; nothing happens when there is none. */
  void delete(String name) throws IOException;

  /**
   * Gives a file that is not open another name, that of a file which then is gone, or a new one.
   */
  void rename(String from, String to) throws IOException;

  /**
   * Returns once every name made, changed or removed before is durable, in that order. A file's own
   * force does not make its name durable. A failure is final: never try again.
   */
  void forceNames() throws IOException;

  /** An open file. Not safe for use by several threads at once; different files are. */
  interface File extends AutoCloseable {
    long size() throws IOException;

    /** Reads all of {@code length} bytes at {@code position}. */
    byte[] read(long position, int length) throws IOException;

    /** Writes all that remains in the buffer at {@code position}; volatile until {@link #force}. */
    void write(long position, ByteBuffer bytes) throws IOException;

    /** Writes at {@code position}; volatile until {@link #force}. */
    default void write(long position, byte[] bytes) throws IOException {
      write(position, ByteBuffer.wrap(bytes));
    }

    /** Cuts the file off; volatile until {@link #force}. */
    void truncate(long size) throws IOException;

    /** Returns once everything written before is durable. A failure is final: never try again. */
    void force() throws IOException;

    @Override
    void close() throws IOException;
  }
}
