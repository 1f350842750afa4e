package minos.raft.flaw;

import minos.raft.EntryId;

/** Breaks figure 2: only what conflicts is deleted. */
final class TruncationByOldRequest extends Flaw {
  TruncationByOldRequest() {
    super(
        new Card(
            "RP03",
            "A follower cuts its log off behind any append, also an old or repeated one.",
            "openraft 9540c904, raftos#26, CCF#5991, willemt/raft#118",
            Property.DURABILITY,
            "Repeat an old append late, then kill the leader.",
            Sight.STEPS,
            Sight.CLIENTS));
  }

  @Override
  public boolean conflicts(EntryId existing, EntryId sent) {
    return true;
  }
}
