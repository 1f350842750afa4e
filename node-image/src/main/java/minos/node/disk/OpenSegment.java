package minos.node.disk;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * The segment that is being written: where it ends, and the checksum that the next record takes.
 */
final class OpenSegment implements AutoCloseable {
  private final ByteBuffer buffer;
  private Disk.File file;
  private long capacity;
  private long end;
  private int chain;

  /**
   * @param bufferBytes gathered before they are written
   * @param end where the next record begins
   * @param chain the checksum of the record before
   */
  OpenSegment(int bufferBytes, Disk.File file, long capacity, long end, int chain) {
    this.buffer = ByteBuffer.allocateDirect(bufferBytes);
    this.file = file;
    this.capacity = capacity;
    this.end = end;
    this.chain = chain;
  }

  /** Goes on in another file, after its header. */
  void goOnIn(Disk.File next, long nextCapacity, int newChain) {
    file = next;
    capacity = nextCapacity;
    end = SegmentHeader.BYTES;
    chain = newChain;
  }

  /** Whether so much more still belongs here; an empty segment takes a batch of any length. */
  boolean takes(long bytes) {
    return end + bytes <= capacity || end == SegmentHeader.BYTES;
  }

  /** Whether more than three quarters of it are full. */
  boolean isNearlyFull() {
    return end >= capacity - capacity / 4;
  }

  long end() {
    return end;
  }

  int chain() {
    return chain;
  }

  void write(LogRecord record) throws IOException {
    if (record.bytes() > buffer.remaining()) {
      flush();
    }
    if (record.bytes() > buffer.capacity()) {
      ByteBuffer large = ByteBuffer.allocate(record.bytes());
      chain = record.writeTo(large, chain);
      file.write(end, large.flip());
      end += record.bytes();
    } else {
      chain = record.writeTo(buffer, chain);
    }
  }

  /** Writes what was gathered. */
  void flush() throws IOException {
    int length = buffer.flip().remaining();
    if (length > 0) {
      file.write(end, buffer);
    }
    end += length;
    buffer.clear();
  }

  void force() throws IOException {
    file.force();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
