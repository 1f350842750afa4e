package minos.node.disk;

import java.io.IOException;

/**
 * Where a server keeps what must survive: a folder of files. The real one and the simulated one
 * keep one contract: what was written is lost in a crash, wholly or in part, unless {@link
 * File#force} returned first.
 */
public interface Disk {
  /** Opens a file, making it when it is not there; a new name is durable once this returns. */
  File open(String name) throws IOException;

  /** An open file. Not safe for use by several threads at once. */
  interface File extends AutoCloseable {
    long size() throws IOException;

    /** Reads all of {@code length} bytes at {@code position}. */
    byte[] read(long position, int length) throws IOException;

    /** Writes at {@code position}; volatile until {@link #force}. */
    void write(long position, byte[] bytes) throws IOException;

    /** Cuts the file off; volatile until {@link #force}. */
    void truncate(long size) throws IOException;

    /** Returns once everything written before is durable. A failure is final: never try again. */
    void force() throws IOException;

    @Override
    void close() throws IOException;
  }
}
