package minos.node.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.zip.CRC32C;
import minos.raft.Ballot;
import minos.raft.NodeId;

/**
 * Term and vote, in a small file with two slots. A new ballot goes into one slot and is forced;
 * then it goes into the other, to be forced with whatever is forced next. So one slot can be torn,
 * or rot, and the other still holds what was promised.
 */
final class Ballots implements AutoCloseable {
  static final String FILE = "ballot";
  private static final String NEW_FILE = "ballot.new";

  /** On pages of their own. */
  private static final int SLOT_DISTANCE = 4096;

  private static final int SLOT_BYTES = VolatileDisk.SECTOR_BYTES;
  private static final int CHECKED_BYTES = SLOT_BYTES - 4;
  private static final long MAGIC = 0x4d494e4f53564f54L; // "MINOSVOT"
  private static final int VERSION = 1;

  private final Disk.File file;
  private Slot latest;
  private int latestPlace;

  /**
   * What one slot says.
   *
   * @param sequence counts the writes
   * @param damagedIn the term in which the log was last found damaged; 0 for never
   */
  record Slot(
      long epoch, NodeId owner, long sequence, Ballot ballot, long damagedIn, Extent extent) {

    Slot next(Ballot newer, Extent newExtent) {
      return new Slot(epoch, owner, sequence + 1, newer, damagedIn, newExtent);
    }

    Slot damaged(Ballot newer, Extent rest) {
      return new Slot(epoch, owner, sequence + 1, newer, ballot.term(), rest);
    }
  }

  /**
   * What of the log was durable when a slot was written: less is a loss.
   *
   * @param oldest the first segment that counts
   * @param newest the last one; 0 before there was any
   * @param batches how many there were
   */
  record Extent(long oldest, long newest, long batches) {
    static final Extent NOTHING = new Extent(1, 0, 0);
  }

  private Ballots(Disk.File file, Slot latest, int latestPlace) {
    this.file = file;
    this.latest = latest;
    this.latestPlace = latestPlace;
  }

  /** Makes the file, durably, before there is anything to lose. */
  static Ballots create(Disk disk, NodeId owner, long epoch) throws IOException {
    Slot nothing = new Slot(epoch, owner, 1, Ballot.NONE, 0, Extent.NOTHING);
    disk.delete(NEW_FILE);
    try (Disk.File file = disk.open(NEW_FILE)) {
      file.write(0, encode(nothing));
      file.write(SLOT_DISTANCE, encode(nothing));
      file.force();
    }
    disk.rename(NEW_FILE, FILE);
    disk.forceNames();
    return new Ballots(disk.open(FILE), nothing, 0);
  }

  /**
   * Reads the file; of two valid slots the newer counts.
   *
   * @throws LogCorrupted when no slot is valid: the term is never taken for 0
   */
  static Ballots open(Disk disk, Consumer<String> notice) throws IOException {
    Disk.File file = disk.open(FILE);
    Optional<Slot> first = decode(file, 0);
    Optional<Slot> second = decode(file, 1);
    if (first.isEmpty() && second.isEmpty()) {
      file.close();
      throw new LogCorrupted(FILE, 0, "neither of its two slots is valid");
    }
    boolean takeSecond =
        first.isEmpty() || (second.isPresent() && second.get().sequence > first.get().sequence);
    Slot latest = takeSecond ? second.orElseThrow() : first.orElseThrow();
    Ballots ballots = new Ballots(file, latest, takeSecond ? 1 : 0);
    if (first.isEmpty() || second.isEmpty()) {
      notice.accept(
          FILE + ": slot " + (takeSecond ? 1 : 2) + " is not valid; the other one counts");
    }
    if (!first.equals(second)) {
      ballots.write(latest); // once more into the other slot, which then is the forced one
    } else {
      file.force();
    }
    return ballots;
  }

  Slot latest() {
    return latest;
  }

  /** Durable when this returns. */
  void write(Slot slot) throws IOException {
    byte[] bytes = encode(slot);
    int place = 1 - latestPlace;
    file.write((long) place * SLOT_DISTANCE, bytes);
    file.force();
    file.write((long) latestPlace * SLOT_DISTANCE, bytes);
    latestPlace = place;
    latest = slot;
  }

  /**
   * Writes down, durably, that this server may have promised what is lost now: in this term, which
   * then is over.
   *
   * @return what to call the files that are put aside, with their old names after it
   */
  String noteDamage(Extent rest) throws IOException {
    long term = latest.ballot().term();
    write(latest.damaged(new Ballot(term + 1, Optional.empty()), rest));
    force();
    return asideIn(term);
  }

  /** What the files that were put aside in a term are called, with their old names after it. */
  static String asideIn(long term) {
    return "damaged-in-term-" + term + "-";
  }

  /** Both slots are durable when this returns. */
  void force() throws IOException {
    file.force();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  private static byte[] encode(Slot slot) {
    ByteBuffer buffer = ByteBuffer.allocate(SLOT_BYTES);
    buffer.putLong(MAGIC).putInt(VERSION).putLong(slot.epoch).putLong(slot.sequence);
    buffer.putLong(slot.ballot.term()).putLong(slot.damagedIn);
    buffer.putLong(slot.extent.oldest).putLong(slot.extent.newest);
    buffer.putLong(slot.extent.batches);
    putName(buffer, slot.owner.name());
    putName(buffer, slot.ballot.votedFor().map(NodeId::name).orElse(""));
    return buffer.putInt(CHECKED_BYTES, checksum(buffer.array())).array();
  }

  private static Optional<Slot> decode(Disk.File file, int place) throws IOException {
    long position = (long) place * SLOT_DISTANCE;
    if (file.size() < position + SLOT_BYTES) {
      return Optional.empty();
    }
    byte[] bytes = file.read(position, SLOT_BYTES);
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    if (buffer.getInt(CHECKED_BYTES) != checksum(bytes)
        || buffer.getLong() != MAGIC
        || buffer.getInt() != VERSION) {
      return Optional.empty();
    }
    long epoch = buffer.getLong();
    long sequence = buffer.getLong();
    long term = buffer.getLong();
    long damagedIn = buffer.getLong();
    Extent extent = new Extent(buffer.getLong(), buffer.getLong(), buffer.getLong());
    NodeId owner = new NodeId(name(buffer));
    String votedFor = name(buffer);
    Ballot ballot =
        new Ballot(term, votedFor.isEmpty() ? Optional.empty() : Optional.of(new NodeId(votedFor)));
    return Optional.of(new Slot(epoch, owner, sequence, ballot, damagedIn, extent));
  }

  private static void putName(ByteBuffer buffer, String name) {
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    buffer.putInt(bytes.length).put(bytes);
  }

  private static String name(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.getInt()];
    buffer.get(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static int checksum(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, CHECKED_BYTES);
    return (int) crc.getValue();
  }
}
