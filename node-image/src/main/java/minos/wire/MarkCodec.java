package minos.wire;

import minos.bytes.Decoder;
import minos.bytes.Encoder;
import minos.bytes.Malformed;
import minos.raft.EntryId;
import minos.raft.Membership;
import minos.raft.MembershipCodec;
import minos.raft.SnapshotMark;

/** What a snapshot stands for, as bytes, for the wire and for the snapshot's own file. */
public final class MarkCodec {
  private MarkCodec() {}

  public static void encode(SnapshotMark mark, Encoder to) {
    to.number(mark.last().term()).number(mark.last().index());
    MembershipCodec.encode(mark.membership(), to);
  }

  public static SnapshotMark decode(Decoder from) throws Malformed {
    EntryId last = new EntryId(from.number(), from.number());
    Membership membership = MembershipCodec.decode(from);
    if (last.index() < 1) {
      throw from.malformed("marks a snapshot of nothing");
    }
    return new SnapshotMark(last, membership);
  }
}
