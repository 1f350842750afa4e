package minos.node.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.CRC32C;
import minos.raft.Member;

/**
 * Which life of a disk this is: a number drawn when the server first starts on it, and kept beside
 * the log. A server whose disk was wiped draws another, and so the cluster can tell that it has
 * forgotten what it promised.
 */
public final class Identity {
  /** The file's name in its folder. */
  public static final String FILE = "identity";

  private static final int BYTES = 12;

  private Identity() {}

  /**
   * The disk's number; durable when this returns. A file that cannot be read is as good as none: a
   * server that claims to be another is heard by nobody, and so does no harm.
   *
   * @param drawn what to keep where there is none yet; any number, best a random one
   */
  public static long of(Disk disk, long drawn) throws IOException {
    try (Disk.File file = disk.open(FILE)) {
      Optional<Long> kept = file.size() < BYTES ? Optional.empty() : decode(file.read(0, BYTES));
      if (kept.isPresent()) {
        return kept.get();
      }
      long fresh = drawn == Member.UNKNOWN ? 1 : drawn;
      file.truncate(0);
      file.write(0, encode(fresh));
      file.force();
      return fresh;
    }
  }

  private static byte[] encode(long incarnation) {
    byte[] bytes = ByteBuffer.allocate(BYTES).putLong(incarnation).array();
    ByteBuffer.wrap(bytes).putInt(8, checksum(bytes));
    return bytes;
  }

  private static Optional<Long> decode(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    long incarnation = buffer.getLong();
    return buffer.getInt() == checksum(bytes) && incarnation != Member.UNKNOWN
        ? Optional.of(incarnation)
        : Optional.empty();
  }

  private static int checksum(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, 8);
    return (int) crc.getValue();
  }
}
