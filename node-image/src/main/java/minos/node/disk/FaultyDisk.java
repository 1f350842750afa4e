package minos.node.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * A disk that fails when it is told to: for tests, and for the simulation. What fails is the
 * operation that is next to come after some number of good ones; half of a write that fails may
 * have reached the disk. May be told so by one thread while another uses it.
 */
public final class FaultyDisk extends FilterDisk {
  /** What can fail. */
  public enum Operation {
    READ,
    WRITE,
    FORCE,
    /** Making, changing, removing or forcing names. */
    NAME
  }

  private record Plan(int goodBefore, int failures, String reason) {}

  private final Map<Operation, Plan> plans = new EnumMap<>(Operation.class);

  /** Of the files that were opened here, as far as the quota cares. */
  private final Map<String, Long> sizes = new TreeMap<>();

  private long quota = Long.MAX_VALUE;
  private int failed;

  public FaultyDisk(Disk below) {
    super(below);
  }

  /**
   * @param goodBefore so many more operations of this kind are good
   * @param failures and so many that come next fail
   */
  public synchronized void fail(Operation operation, int goodBefore, int failures, String reason) {
    plans.put(operation, new Plan(goodBefore, failures, reason));
  }

  /** How many operations have failed. */
  public synchronized int failures() {
    return failed;
  }

  /** From now on a write that takes the files opened here together beyond so many bytes fails. */
  public synchronized void limitTo(long bytes) {
    quota = bytes;
  }

  /** Changes bits of what is on the disk. */
  public void flip(String name, long position, int mask) throws IOException {
    try (File file = below.open(name)) {
      byte[] one = file.read(position, 1);
      one[0] = (byte) (one[0] ^ mask);
      file.write(position, one);
    }
  }

  private synchronized void check(Operation operation) throws IOException {
    Plan plan = plans.get(operation);
    if (plan == null) {
      return;
    }
    if (plan.goodBefore > 0) {
      plans.put(operation, new Plan(plan.goodBefore - 1, plan.failures, plan.reason));
    } else if (plan.failures > 0) {
      failed++;
      plans.put(operation, new Plan(0, plan.failures - 1, plan.reason));
      throw new IOException(plan.reason);
    }
  }

  private synchronized void grow(String name, long end) throws IOException {
    long size = Math.max(sizes.getOrDefault(name, 0L), end);
    long others = 0;
    for (Map.Entry<String, Long> each : sizes.entrySet()) {
      others += each.getKey().equals(name) ? 0 : each.getValue();
    }
    if (size > sizes.getOrDefault(name, 0L) && others + size > quota) {
      failed++;
      throw new IOException("No space left on device");
    }
    sizes.put(name, size);
  }

  private synchronized void truncated(String name, long size) {
    sizes.merge(name, size, Math::min);
  }

  @Override
  public synchronized File open(String name) throws IOException {
    check(Operation.NAME);
    return super.open(name);
  }

  @Override
  synchronized File filtered(String name, File file) throws IOException {
    sizes.put(name, file.size());
    return new FaultyFile(name, file);
  }

  @Override
  public synchronized void delete(String name) throws IOException {
    check(Operation.NAME);
    super.delete(name);
    sizes.remove(name);
  }

  @Override
  public synchronized void rename(String from, String to) throws IOException {
    check(Operation.NAME);
    super.rename(from, to);
    sizes.put(to, sizes.getOrDefault(from, 0L));
    sizes.remove(from);
  }

  @Override
  public void forceNames() throws IOException {
    check(Operation.NAME);
    super.forceNames();
  }

  private final class FaultyFile extends FilterFile {
    private final String name;

    FaultyFile(String name, File file) {
      super(file);
      this.name = name;
    }

    @Override
    public byte[] read(long position, int length) throws IOException {
      check(Operation.READ);
      return super.read(position, length);
    }

    @Override
    public void write(long position, ByteBuffer bytes) throws IOException {
      grow(name, position + bytes.remaining());
      try {
        check(Operation.WRITE);
      } catch (IOException e) {
        super.write(position, bytes.slice().limit(bytes.remaining() / 2));
        throw e;
      }
      super.write(position, bytes);
    }

    @Override
    public void truncate(long size) throws IOException {
      check(Operation.WRITE);
      super.truncate(size);
      truncated(name, size);
    }

    @Override
    public void force() throws IOException {
      check(Operation.FORCE);
      super.force();
    }
  }
}
