package minos.node.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import minos.raft.Ballot;
import minos.raft.Durable;
import minos.raft.Effect;
import minos.raft.Entry;
import minos.raft.EntryId;
import minos.raft.NodeId;

/**
 * A server's memory: one file that is only ever appended to. Entries, cuts and ballots are records
 * in the order in which the core wrote them, so a vote and the entries around it become durable in
 * one write and one force, and no second file can disagree with the first. (Two alternating slots
 * for the ballot would cost a force of their own.)
 *
 * <p>{@link #stage} any number of writes, then {@link #commit} them as one batch. Used by one
 * thread at a time.
 */
public final class DurableLog implements AutoCloseable {
  /** The file's name in its folder. */
  public static final String FILE = "raft.log";

  /** Longest name of a server, in UTF-8: it stands in the log's header. */
  public static final int MAX_NAME_BYTES = 100;

  private final Disk.File file;
  private final long epoch;
  private final int stepBytes;
  private final Durable recovered;
  private final List<LogRecord> staged = new ArrayList<>();
  private long batches;
  private long end;
  private long prepared;
  private int checksum;
  private boolean failed;

  private DurableLog(Disk.File file, long epoch, int stepBytes, LogScan.Found found)
      throws IOException {
    this.file = file;
    this.epoch = epoch;
    this.stepBytes = stepBytes;
    this.recovered = found.durable();
    this.batches = found.batches();
    this.end = found.end();
    this.prepared = file.size();
    this.checksum = found.checksum();
  }

  /**
   * Opens the log, making it when there is none, and reads it.
   *
   * @param owner the server; the log of another is refused
   * @param epoch any number, best a random one; used when the file is made
   * @param stepBytes how far ahead of its end the file is filled with zeros, since a force is
   *     quicker when the file's length does not change; 0 for not at all
   * @param notice takes a line for the server's log when a torn tail was cut
   * @throws LogCorrupted when the file holds what no power failure explains
   */
  public static DurableLog open(
      Disk disk, NodeId owner, long epoch, int stepBytes, Consumer<String> notice)
      throws IOException {
    Disk.File file = disk.open(FILE);
    disk.forceNames();
    LogHeader header = header(file, new LogHeader(epoch, owner));
    if (!header.owner().equals(owner)) {
      throw new IOException(FILE + ": belongs to server " + header.owner() + ", not to " + owner);
    }
    LogScan.Found found = new LogScan(FILE, file, header).scan();
    if (found.torn()) {
      notice.accept(
          FILE
              + ": cut at offset "
              + found.end()
              + " of "
              + file.size()
              + " (a write that was not finished, and never promised to anyone)");
      file.truncate(found.end());
    }
    // Of a process that was killed the operating system may still hold what the disk does not; the
    // core counts all that it finds here as durable.
    file.force();
    return new DurableLog(file, header.epoch(), stepBytes, found);
  }

  private static LogHeader header(Disk.File file, LogHeader fresh) throws IOException {
    if (file.size() >= LogHeader.BYTES) {
      Optional<LogHeader> header = LogHeader.decode(file.read(0, LogHeader.BYTES));
      if (header.isPresent()) {
        return header.get();
      }
      if (file.size() > LogHeader.BYTES) {
        throw new LogCorrupted(FILE, 0, "no header of a log that this version can read");
      }
    }
    // Nothing was ever written after a header that is not whole: it was never forced.
    file.truncate(0);
    file.write(0, fresh.encode());
    file.force();
    return fresh;
  }

  /** What the log said when it was opened. */
  public Durable recovered() {
    return recovered;
  }

  /** Takes a write into the next batch. */
  public void stage(Effect.Write write) {
    write.ballot().ifPresent(ballot -> staged.add(record(ballot)));
    write
        .truncateFrom()
        .ifPresent(index -> staged.add(new LogRecord(LogRecord.Kind.CUT, 0, index, new byte[0])));
    write.append().forEach(entry -> staged.add(record(entry)));
  }

  /**
   * Makes everything staged durable: one write, one force.
   *
   * @throws IOException for good; what is on the disk is then not known before the next start
   */
  public void commit() throws IOException {
    if (!staged.isEmpty()) {
      writeStaged();
      file.force();
      failed = false;
    }
  }

  /** The first half of {@link #commit}: on the disk perhaps, but promised to nobody. */
  void writeStaged() throws IOException {
    if (failed) {
      throw new IOException(FILE + ": an earlier write failed");
    }
    failed = true; // until proven otherwise
    long content = staged.stream().mapToLong(LogRecord::bytes).sum();
    staged.add(LogRecord.batchEnd(epoch, batches + 1, end, end + content));
    ByteBuffer buffer =
        ByteBuffer.allocate(
            Math.toIntExact(LogRecord.aligned(content + LogRecord.BATCH_END_BYTES)));
    for (LogRecord record : staged) {
      checksum = record.writeTo(buffer, checksum);
    }
    file.write(end, buffer.array());
    end += buffer.capacity();
    prepare();
    batches++;
    staged.clear();
  }

  private void prepare() throws IOException {
    if (end > prepared && stepBytes > 0) {
      file.write(end, new byte[stepBytes]);
    }
    prepared = Math.max(prepared, end + (end > prepared ? stepBytes : 0));
  }

  /** Forgets the log up to this entry, which a durable snapshot holds. */
  public void compact(EntryId upTo) throws IOException {
    if (failed) {
      throw new IOException(FILE + ": an earlier write failed, before " + upTo);
    }
  }

  /** Forgets all of the log, which goes on after this entry. */
  public void reset(EntryId at) throws IOException {
    if (at.index() > 0) {
      throw new IOException(FILE + ": cannot go on at " + at);
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  private static LogRecord record(Ballot ballot) {
    byte[] votedFor =
        ballot.votedFor().map(NodeId::name).orElse("").getBytes(StandardCharsets.UTF_8);
    return new LogRecord(LogRecord.Kind.BALLOT, ballot.term(), 0, votedFor);
  }

  private static LogRecord record(Entry entry) {
    LogRecord.Kind kind =
        switch (entry.kind()) {
          case NO_OP -> LogRecord.Kind.NO_OP;
          case COMMAND -> LogRecord.Kind.COMMAND;
          case MEMBERSHIP -> LogRecord.Kind.MEMBERSHIP;
        };
    return new LogRecord(kind, entry.term(), entry.index(), entry.payload().bytes());
  }
}
