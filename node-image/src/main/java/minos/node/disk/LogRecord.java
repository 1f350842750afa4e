package minos.node.disk;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * One record of a segment: four bytes with the length of the payload, four of CRC32C, eight with
 * term and kind, eight with the index, then the payload, filled up with zeros to a multiple of
 * eight bytes. The checksum covers all of that and, in its own place, the checksum of the record
 * before, so a record is valid only where it was written.
 *
 * @param term of an entry; in {@link Kind#BATCH_END} the batch's number
 * @param index of an entry; in {@link Kind#CUT} the first index cut off; in {@link Kind#BATCH_END}
 *     the offset at which the batch begins
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record LogRecord(Kind kind, long term, long index, byte[] payload) {
  static final int HEAD_BYTES = 24;

  /** A record holds one command, which came in one frame, and little else. */
  static final int MAX_PAYLOAD_BYTES = 17 << 20;

  private static final int SEAL_BYTES = 4;

  /** A trailer, padding included. */
  static final int BATCH_END_BYTES = HEAD_BYTES + 8;

  private static final int CHECKSUM_OFFSET = 4;
  private static final int KIND_OFFSET = 8;
  private static final int INDEX_OFFSET = 16;

  /** What a record says; each with its number in the file. */
  enum Kind {
    /** Never written: zeros are not a record. */
    NOTHING(0),
    NO_OP(1),
    COMMAND(2),
    /** Entries from an index on are no longer in the log. */
    CUT(3),
    /** What was forced together ends here. */
    BATCH_END(4),
    MEMBERSHIP(5);

    private static final Kind[] ALL = values();

    private final long code;

    Kind(long code) {
      this.code = code;
    }

    static Optional<Kind> of(long code) {
      return code > 0 && code < ALL.length ? Optional.of(ALL[(int) code]) : Optional.empty();
    }
  }

  /**
   * Ends a batch.
   *
   * @param end offset of the first byte of this record
   */
  static LogRecord batchEnd(SegmentHeader segment, long number, long start, long end) {
    byte[] seal = ByteBuffer.allocate(SEAL_BYTES).putInt(segment.seal(number, start, end)).array();
    return new LogRecord(Kind.BATCH_END, number, start, seal);
  }

  int bytes() {
    return bytes(payload.length);
  }

  /** How long a record with such a payload is. */
  static int bytes(int payloadBytes) {
    return (HEAD_BYTES + payloadBytes + 7) & ~7;
  }

  /** Appends this record, and returns its checksum for the next one. */
  int writeTo(ByteBuffer buffer, int checksumBefore) {
    int start = buffer.position();
    buffer.putInt(payload.length).putInt(checksumBefore);
    buffer.putLong(term << 8 | kind.code).putLong(index).put(payload);
    while (buffer.position() < start + bytes()) {
      buffer.put((byte) 0);
    }
    int checksum = checksum(buffer, start, bytes());
    buffer.putInt(start + CHECKSUM_OFFSET, checksum);
    return checksum;
  }

  private static int checksum(ByteBuffer buffer, int start, int length) {
    CRC32C crc = new CRC32C();
    crc.update(buffer.slice(start, length));
    return (int) crc.getValue();
  }

  // Reading: of the record that begins at an offset of a buffer

  static int payloadBytes(ByteBuffer buffer, int at) {
    return buffer.getInt(at);
  }

  static int checksum(ByteBuffer buffer, int at) {
    return buffer.getInt(at + CHECKSUM_OFFSET);
  }

  static Optional<Kind> kind(ByteBuffer buffer, int at) {
    return Kind.of(buffer.getLong(at + KIND_OFFSET) & 0xff);
  }

  static long term(ByteBuffer buffer, int at) {
    return buffer.getLong(at + KIND_OFFSET) >>> 8;
  }

  static long index(ByteBuffer buffer, int at) {
    return buffer.getLong(at + INDEX_OFFSET);
  }

  static byte[] payload(ByteBuffer buffer, int at) {
    byte[] payload = new byte[payloadBytes(buffer, at)];
    buffer.get(at + HEAD_BYTES, payload);
    return payload;
  }

  /**
   * Whether the record's checksum is right.
   *
   * @param buffer holds all of it, and is the same afterwards
   */
  static boolean isIntact(ByteBuffer buffer, int at, int checksumBefore) {
    int stored = checksum(buffer, at);
    buffer.putInt(at + CHECKSUM_OFFSET, checksumBefore);
    int computed = checksum(buffer, at, bytes(payloadBytes(buffer, at)));
    buffer.putInt(at + CHECKSUM_OFFSET, stored);
    return computed == stored;
  }

  /**
   * Whether these bytes are the end of some batch of this segment, whatever stands before them. An
   * end knows its own place and file, so no copy of it elsewhere looks real.
   *
   * @param offset of the bytes in the segment
   */
  static boolean isBatchEnd(ByteBuffer buffer, int at, SegmentHeader segment, long offset) {
    return payloadBytes(buffer, at) == SEAL_BYTES
        && kind(buffer, at).equals(Optional.of(Kind.BATCH_END))
        && buffer.getInt(at + HEAD_BYTES)
            == segment.seal(term(buffer, at), index(buffer, at), offset);
  }
}
