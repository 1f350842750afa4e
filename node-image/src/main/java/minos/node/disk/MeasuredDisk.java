package minos.node.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/** A disk that says how long its writes and forces take. */
public final class MeasuredDisk extends FilterDisk {
  private final LongSupplier clock;
  private final LongConsumer writes;
  private final LongConsumer forces;

  /**
   * @param clock monotonic, in nanoseconds
   * @param writes takes the nanoseconds of each write
   * @param forces takes the nanoseconds of each force
   */
  public MeasuredDisk(Disk disk, LongSupplier clock, LongConsumer writes, LongConsumer forces) {
    super(disk);
    this.clock = clock;
    this.writes = writes;
    this.forces = forces;
  }

  @Override
  File filtered(String name, File file) {
    return new MeasuredFile(file);
  }

  private final class MeasuredFile extends FilterFile {
    MeasuredFile(File file) {
      super(file);
    }

    @Override
    public void write(long position, ByteBuffer bytes) throws IOException {
      long start = clock.getAsLong();
      super.write(position, bytes);
      writes.accept(clock.getAsLong() - start);
    }

    @Override
    public void force() throws IOException {
      long start = clock.getAsLong();
      super.force();
      forces.accept(clock.getAsLong() - start);
    }
  }
}
