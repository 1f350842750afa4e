package minos.raft;

import java.util.List;

/**
 * What a server does while its disk is full. A leader takes no commands, serves reads, and offers
 * its office again and again to those who may have room; a follower takes what it can. All goes on
 * by itself when the room is back.
 */
final class Room {
  private final Server server;
  private final Transfers transfers;
  private long nextOffer;
  private int offers;

  Room(Server server, Transfers transfers) {
    this.server = server;
    this.transfers = transfers;
  }

  void onChange(Space now) {
    if (server.rules().heedsSpace()) {
      server.setSpace(now);
      nextOffer = server.nowNanos();
    }
  }

  /** What opens a term and what changes the cluster is small, and may be what helps. */
  boolean takes(List<Entry> entries) {
    return server.space() != Space.NONE
        || entries.stream().noneMatch(entry -> entry.kind() == Entry.Kind.COMMAND);
  }

  /** Each time to the next one: the last one may have no room either. */
  void advance(Tenure tenure) {
    if (!server.hasRoom() && server.nowNanos() >= nextOffer) {
      nextOffer = server.nowNanos() + server.patienceNanos();
      transfers.offer(tenure, offers++);
    }
  }
}
