package minos.node;

import minos.raft.Effect;
import minos.raft.EntryId;
import minos.raft.Event;
import minos.raft.SnapshotMark;

/**
 * What a {@link Replica} needs of whoever keeps its snapshots. Every call returns at once; what
 * comes of it is told to the replica later, by the thread that owns it.
 */
public interface Snapshots {
  /** Who has them, and the log that they replace. */
  interface Keeper {
    Snapshots snapshots();

    /** In order with the log's writes. */
    void compact(EntryId upTo);

    /** In order with the log's writes. */
    void resetLog(EntryId at);
  }

  /**
   * Begins a snapshot of this server's state, in place of one that was begun before; ends in {@link
   * Replica#slice}, since the disk sets the pace.
   */
  void begin(SnapshotMark mark);

  /** Writes more of it; ends in {@link Replica#slice}. */
  void append(byte[] piece);

  /**
   * Makes it durable; ends in {@link Event.SnapshotTaken}. Where it cannot be written, this or one
   * of the calls before ends in {@link Event.SnapshotGivenUp}.
   */
  void finish();

  /** Throws away what was begun and not finished. */
  void abandon();

  /** Reads a chunk and sends it; nothing, where the snapshot is gone. */
  void send(Effect.SendChunk chunk);

  /**
   * Keeps a chunk; ends in {@link Event.ChunkStored} or {@link Event.SnapshotReceived}, or in
   * {@link Event.ChunksLost} where it cannot be written.
   */
  void store(Effect.StoreChunk chunk);

  /** Makes a state machine of a durable snapshot; ends in {@link Replica#loaded}. */
  void load(SnapshotMark mark);
}
