package minos.node.disk;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * One record of the log file: four bytes of length (of all that follows the checksum), four of
 * CRC32C, then kind, term, index and payload. The checksum covers the length and the checksum of
 * the record before, too, so a record is valid only in its place.
 *
 * @param term of an entry or ballot; in {@link Kind#BATCH_END} the batch's number
 * @param index of an entry; in {@link Kind#CUT} the first index cut off; in {@link Kind#BATCH_END}
 *     the offset at which the batch begins
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record LogRecord(Kind kind, long term, long index, byte[] payload) {
  /** Length and checksum. */
  static final int HEAD_BYTES = 8;

  /** Kind, term and index. */
  static final int FIXED_BYTES = 17;

  /** A record holds one command, which came in one frame, and little else. */
  static final int MAX_PAYLOAD_BYTES = 17 << 20;

  private static final int SEAL_BYTES = 4;
  static final int BATCH_END_BYTES = HEAD_BYTES + FIXED_BYTES + SEAL_BYTES;

  /** What a record says. The order is part of the file format. */
  enum Kind {
    /** Never written: zeros are not a record. */
    NOTHING(0),
    NO_OP(1),
    COMMAND(2),
    /** Entries from an index on are no longer in the log. */
    CUT(3),
    /** The payload names the server voted for; empty for none. */
    BALLOT(4),
    /** What was forced together ends here. */
    BATCH_END(5),
    MEMBERSHIP(6);

    private final byte code;

    Kind(int code) {
      this.code = (byte) code;
    }

    static Optional<Kind> of(byte code) {
      return code > 0 && code < values().length ? Optional.of(values()[code]) : Optional.empty();
    }
  }

  /**
   * Ends a batch.
   *
   * @param epoch of the file
   * @param end offset of the first byte of this record
   */
  static LogRecord batchEnd(long epoch, long number, long start, long end) {
    byte[] seal = ByteBuffer.allocate(SEAL_BYTES).putInt(seal(epoch, number, start, end)).array();
    return new LogRecord(Kind.BATCH_END, number, start, seal);
  }

  /** The next offset at which a batch may begin: its first eight bytes share a sector. */
  static long aligned(long offset) {
    return (offset + 7) & ~7L;
  }

  int bytes() {
    return HEAD_BYTES + FIXED_BYTES + payload.length;
  }

  /** Appends this record, and returns its checksum for the next one. */
  int writeTo(ByteBuffer buffer, int checksumBefore) {
    int start = buffer.position();
    buffer.putInt(FIXED_BYTES + payload.length).putInt(0);
    buffer.put(kind.code).putLong(term).putLong(index).put(payload);
    ByteBuffer body = buffer.duplicate().flip().position(start + HEAD_BYTES);
    int checksum = checksum(checksumBefore, body);
    buffer.putInt(start + 4, checksum);
    return checksum;
  }

  /** Reads the content of a record whose checksum was found right. */
  static Optional<LogRecord> read(ByteBuffer body) {
    Optional<Kind> kind = Kind.of(body.get());
    long term = body.getLong();
    long index = body.getLong();
    byte[] payload = new byte[body.remaining()];
    body.get(payload);
    return kind.map(known -> new LogRecord(known, term, index, payload));
  }

  /** The checksum of a record with this body, after a record with that checksum. */
  static int checksum(int checksumBefore, ByteBuffer body) {
    CRC32C crc = new CRC32C();
    crc.update(ByteBuffer.allocate(8).putInt(checksumBefore).putInt(body.remaining()).flip());
    crc.update(body.duplicate());
    return (int) crc.getValue();
  }

  /**
   * Whether these bytes, found at this offset, are the end of some batch of this file, whatever
   * stands before them. An end knows its own place and file, so no copy of it elsewhere looks real.
   */
  static Optional<LogRecord> batchEndAt(ByteBuffer bytes, long epoch, long offset) {
    if (bytes.getInt(bytes.position()) != FIXED_BYTES + SEAL_BYTES
        || bytes.get(bytes.position() + HEAD_BYTES) != Kind.BATCH_END.code) {
      return Optional.empty();
    }
    ByteBuffer body = bytes.slice(bytes.position() + HEAD_BYTES, FIXED_BYTES + SEAL_BYTES);
    return read(body)
        .filter(end ->
            ByteBuffer.wrap(end.payload).getInt() == seal(epoch, end.term, end.index, offset));
  }

  private static int seal(long epoch, long number, long start, long end) {
    CRC32C crc = new CRC32C();
    crc.update(
        ByteBuffer.allocate(32).putLong(epoch).putLong(number).putLong(start).putLong(end).flip());
    return (int) crc.getValue();
  }
}
