package minos.node.disk;

import java.io.IOException;
import java.util.Optional;
import minos.raft.SnapshotMark;

/**
 * A server's newest snapshot, in a file that has its name only once it is whole and durable: it is
 * written under another name, forced, read back, and only then takes the place of the one before.
 * So a file under that name whose checksum is wrong was right once. Used by one thread at a time.
 */
public final class SnapshotStore implements AutoCloseable {
  /** The newest. */
  public static final String FILE = "raft.snapshot";

  /** What this server writes of its own state. */
  static final String TAKEN = "raft.snapshot.taken";

  /** What another server sends. */
  static final String RECEIVED = "raft.snapshot.received";

  private final Disk disk;
  private Optional<SnapshotFile> newest = Optional.empty();
  private Optional<SnapshotWriter> taking = Optional.empty();
  private Optional<SnapshotMark> takingMark = Optional.empty();
  private Optional<SnapshotWriter> receiving = Optional.empty();

  private SnapshotStore(Disk disk) {
    this.disk = disk;
  }

  /**
   * Opens the newest snapshot, if there is one; what was not finished goes.
   *
   * @throws SnapshotCorrupted if it is not as it was written; nothing is open then
   */
  public static SnapshotStore open(Disk disk) throws IOException {
    SnapshotStore store = new SnapshotStore(disk);
    disk.delete(TAKEN);
    disk.delete(RECEIVED);
    if (disk.names().contains(FILE)) {
      store.newest = Optional.of(verified(disk, FILE));
    }
    disk.forceNames();
    return store;
  }

  private static SnapshotFile verified(Disk disk, String name) throws IOException {
    SnapshotFile file = SnapshotFile.open(disk, name);
    try {
      file.verify();
      return file;
    } catch (IOException e) {
      file.close();
      throw e;
    }
  }

  /** The newest durable snapshot. */
  public Optional<SnapshotFile> newest() {
    return newest;
  }

  /**
   * Begins a snapshot of this server's own, in place of one that was begun and not finished.
   *
   * @throws SnapshotRefused as {@link #append} and {@link #finish} do, if it cannot be written:
   *     then {@link #abandon} it
   */
  public void begin(SnapshotMark mark) throws IOException {
    abandon();
    SnapshotWriter writer = new SnapshotWriter(fresh(TAKEN));
    taking = Optional.of(writer);
    takingMark = Optional.of(mark);
    writer.header(mark);
  }

  public void append(byte[] piece) throws IOException {
    taking.orElseThrow().append(piece);
  }

  /** Makes what was appended durable, so that not all of it waits for {@link #finish}. */
  public void force() throws IOException {
    taking.orElseThrow().force();
  }

  /**
   * Ends the snapshot that was begun, and makes it durable.
   *
   * @return its mark
   */
  public SnapshotMark finish() throws IOException {
    SnapshotWriter writer = taking.orElseThrow();
    writer.trailer();
    writer.force();
    writer.close();
    try {
      verified(disk, TAKEN).close();
    } catch (SnapshotCorrupted e) {
      throw new SnapshotRefused(e);
    }
    taking = Optional.empty();
    keep(TAKEN);
    return takingMark.orElseThrow();
  }

  /** Throws away what was begun and not finished. */
  public void abandon() throws IOException {
    if (taking.isPresent()) {
      taking.get().close();
      taking = Optional.empty();
      disk.delete(TAKEN);
    }
  }

  /**
   * Keeps a part of another server's snapshot.
   *
   * @param offset 0 to begin anew, else right after the part before
   * @return where the next part must begin
   * @throws SnapshotRefused if it cannot be written; all parts are thrown away then
   */
  public long receive(long offset, byte[] part) throws IOException {
    if (offset == 0) {
      dropReceived();
      receiving = Optional.of(new SnapshotWriter(fresh(RECEIVED)));
    }
    if (receiving.isEmpty() || receiving.get().size() != offset) {
      return receiving.map(SnapshotWriter::size).orElse(0L);
    }
    try {
      receiving.get().append(part);
    } catch (SnapshotRefused e) {
      dropReceived();
      throw e;
    }
    return receiving.get().size();
  }

  /**
   * All parts are in: makes them the newest snapshot, if they are right.
   *
   * @return false where they are not what they should be; then all of them are thrown away
   */
  public boolean finishReceived(SnapshotMark mark) throws IOException {
    SnapshotWriter writer = receiving.orElseThrow();
    receiving = Optional.empty();
    writer.force();
    writer.close(); // a file is open once at a time
    boolean right = isOf(mark);
    if (right) {
      keep(RECEIVED);
    } else {
      disk.delete(RECEIVED);
    }
    return right;
  }

  private boolean isOf(SnapshotMark mark) throws IOException {
    try (SnapshotFile file = verified(disk, RECEIVED)) {
      return file.mark().equals(mark);
    } catch (SnapshotCorrupted e) {
      return false;
    }
  }

  private void dropReceived() throws IOException {
    if (receiving.isPresent()) {
      receiving.get().close();
      receiving = Optional.empty();
      disk.delete(RECEIVED);
    }
  }

  private Disk.File fresh(String name) throws SnapshotRefused {
    try {
      disk.delete(name);
      return disk.open(name);
    } catch (IOException e) {
      throw new SnapshotRefused(e);
    }
  }

  /** An older snapshot never takes the place of a newer one. */
  private void keep(String name) throws IOException {
    SnapshotFile fresh = SnapshotFile.open(disk, name);
    long index = fresh.mark().index();
    fresh.close(); // a file is open once at a time
    if (newest.isPresent() && newest.get().mark().index() >= index) {
      disk.delete(name);
      return;
    }
    if (newest.isPresent()) {
      newest.get().close();
    }
    disk.rename(name, FILE);
    disk.forceNames();
    newest = Optional.of(SnapshotFile.open(disk, FILE));
  }

  @Override
  public void close() throws IOException {
    if (newest.isPresent()) {
      newest.get().close();
    }
    abandon();
    dropReceived();
  }
}
