package minos.node;

import minos.raft.Effect;
import minos.raft.EntryId;
import minos.raft.Message;
import minos.raft.NodeId;

/** An outside that takes everything and does nothing; a test overrides what it wants to see. */
public class Nowhere implements Replica.Outside {
  @Override
  public void send(NodeId to, Message message) {}

  @Override
  public void persist(Effect.Write write) {}

  @Override
  public void compact(EntryId upTo) {}

  @Override
  public void resetLog(EntryId at) {}

  @Override
  public Snapshots snapshots() {
    throw new AssertionError("no snapshot is due");
  }

  @Override
  public void changed(Effect.Transition transition) {}
}
