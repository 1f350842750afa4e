package minos.node;

import minos.node.disk.SnapshotStore;
import minos.node.net.Peers;
import minos.raft.Effect;
import minos.raft.EntryId;
import minos.raft.Membership;
import minos.raft.Message;
import minos.raft.NodeId;
import minos.raft.Rules;

/** The real world as a replica sees it: connections, the disk's threads, and who looks on. */
final class Surroundings implements Replica.Outside {
  private final NodeLoop hands;
  private final Peers peers;
  private final Observer observer;
  private final Snapshots snapshots;

  Surroundings(NodeLoop hands, Peers peers, Observer observer, SnapshotStore store, Rules rules) {
    this.hands = hands;
    this.peers = peers;
    this.observer = observer;
    this.snapshots =
        new StoredSnapshots(store, rules, hands::snapshotStep, peers::send, hands::tell);
  }

  @Override
  public void send(NodeId to, Message message) {
    peers.send(to, message);
  }

  @Override
  public void persist(Effect.Write write) {
    observer.persisting(write);
    hands.persist(write);
  }

  @Override
  public void compact(EntryId upTo) {
    hands.compact(upTo);
  }

  @Override
  public void resetLog(EntryId at) {
    hands.resetLog(at);
  }

  @Override
  public Snapshots snapshots() {
    return snapshots;
  }

  @Override
  public void reconfigured(Membership membership) {
    peers.reconfigured(membership);
    observer.reconfigured(membership);
  }

  @Override
  public Onlooker onlooker() {
    return observer;
  }

  @Override
  public void changed(Effect.Transition change) {
    observer.changed(change);
  }
}
