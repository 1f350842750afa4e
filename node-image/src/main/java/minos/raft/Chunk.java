package minos.raft;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * A piece of a snapshot on its way to another server.
 *
 * @param offset of its first byte in the snapshot
 * @param last whether the snapshot ends with it
 * @param checksum CRC32C over offset, bytes and end
 */
public record Chunk(long offset, Payload bytes, boolean last, int checksum) {

  public static Chunk of(long offset, Payload bytes, boolean last) {
    return new Chunk(offset, bytes, last, checksum(offset, bytes, last));
  }

  /** Whether it is as its sender made it. */
  public boolean isIntact() {
    return checksum == checksum(offset, bytes, last);
  }

  /** Offset of the first byte after it. */
  public long end() {
    return offset + bytes.size();
  }

  private static int checksum(long offset, Payload bytes, boolean last) {
    CRC32C crc = new CRC32C();
    crc.update(ByteBuffer.allocate(9).putLong(offset).put((byte) (last ? 1 : 0)).flip());
    crc.update(bytes.bytes());
    return (int) crc.getValue();
  }
}
