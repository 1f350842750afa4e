package minos.wire;

import java.util.ArrayList;
import java.util.List;
import minos.bytes.Decoder;
import minos.bytes.Encoder;
import minos.bytes.Malformed;
import minos.raft.Chunk;
import minos.raft.Entry;
import minos.raft.EntryId;
import minos.raft.Message;
import minos.raft.Payload;
import minos.raft.SnapshotMark;

/** What servers say to one another, as bytes. */
public final class MessageCodec {
  private static final int PRE_VOTE_REQUEST = 1;
  private static final int PRE_VOTE_REPLY = 2;
  private static final int VOTE_REQUEST = 3;
  private static final int VOTE_REPLY = 4;
  private static final int APPEND_REQUEST = 5;
  private static final int APPEND_REPLY = 6;
  private static final int INSTALL_REQUEST = 20;
  private static final int INSTALL_REPLY = 21;
  private static final int TIMEOUT_NOW = 7;
  private static final int READ_INDEX_REQUEST = 8;
  private static final int READ_INDEX_REPLY = 9;

  private static final int NO_OP = 0;
  private static final int COMMAND = 1;
  private static final int MEMBERSHIP = 2;

  private MessageCodec() {}

  public static void encode(Message message, Encoder to) {
    switch (message) {
      case Message.PreVoteRequest(long term, EntryId lastEntry) ->
          id(to.octet(PRE_VOTE_REQUEST).number(term), lastEntry);
      case Message.PreVoteReply(long term, boolean granted) ->
          to.octet(PRE_VOTE_REPLY).number(term).flag(granted);
      case Message.VoteRequest(long term, EntryId lastEntry, boolean byTransfer) ->
          id(to.octet(VOTE_REQUEST).number(term), lastEntry).flag(byTransfer);
      case Message.VoteReply(long term, boolean granted) ->
          to.octet(VOTE_REPLY).number(term).flag(granted);
      case Message.AppendRequest append -> {
        id(to.octet(APPEND_REQUEST).number(append.term()), append.previous());
        to.number(append.commitIndex()).number(append.round()).number(append.entries().size());
        append.entries().forEach(entry -> entry(to, entry));
      }
      case Message.AppendReply(long term, boolean matched, long index, long round) ->
          to.octet(APPEND_REPLY).number(term).flag(matched).number(index).number(round);
      case Message.InstallRequest(long term, SnapshotMark mark, Chunk chunk, long round) -> {
        MarkCodec.encode(mark, to.octet(INSTALL_REQUEST).number(term));
        to.number(chunk.offset()).blob(chunk.bytes().bytes()).flag(chunk.last());
        to.number(chunk.checksum()).number(round);
      }
      case Message.InstallReply(long term, EntryId snapshot, long nextOffset, long round) ->
          id(to.octet(INSTALL_REPLY).number(term), snapshot).number(nextOffset).number(round);
      case Message.ReadIndexRequest(long term, long id) ->
          to.octet(READ_INDEX_REQUEST).number(term).number(id);
      case Message.ReadIndexReply(long term, long id, boolean granted, long index) ->
          to.octet(READ_INDEX_REPLY).number(term).number(id).flag(granted).number(index);
      case Message.TimeoutNow(long term) -> to.octet(TIMEOUT_NOW).number(term);
    }
  }

  /** Reads one message. */
  public static Message decode(Decoder from) throws Malformed {
    int tag = from.octet();
    long term = from.number();
    return switch (tag) {
      case PRE_VOTE_REQUEST -> new Message.PreVoteRequest(term, id(from));
      case PRE_VOTE_REPLY -> new Message.PreVoteReply(term, from.flag());
      case VOTE_REQUEST -> new Message.VoteRequest(term, id(from), from.flag());
      case VOTE_REPLY -> new Message.VoteReply(term, from.flag());
      case APPEND_REQUEST -> append(term, from);
      case APPEND_REPLY -> new Message.AppendReply(term, from.flag(), from.number(), from.number());
      case INSTALL_REQUEST ->
          new Message.InstallRequest(term, MarkCodec.decode(from), chunk(from), from.number());
      case INSTALL_REPLY -> new Message.InstallReply(term, id(from), from.number(), from.number());
      case READ_INDEX_REQUEST -> new Message.ReadIndexRequest(term, from.number());
      case READ_INDEX_REPLY ->
          new Message.ReadIndexReply(term, from.number(), from.flag(), from.number());
      case TIMEOUT_NOW -> new Message.TimeoutNow(term);
      default -> throw from.malformed("is a message of unknown kind " + tag);
    };
  }

  private static Message append(long term, Decoder from) throws Malformed {
    EntryId previous = id(from);
    long commitIndex = from.number();
    long round = from.number();
    int count = from.count();
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      entries.add(entry(from));
    }
    return new Message.AppendRequest(term, previous, List.copyOf(entries), commitIndex, round);
  }

  private static Chunk chunk(Decoder from) throws Malformed {
    long offset = from.number();
    Payload bytes = new Payload(from.blob());
    return new Chunk(offset, bytes, from.flag(), (int) from.number());
  }

  static void entry(Encoder to, Entry entry) {
    int kind =
        switch (entry.kind()) {
          case NO_OP -> NO_OP;
          case COMMAND -> COMMAND;
          case MEMBERSHIP -> MEMBERSHIP;
        };
    id(to.octet(kind), entry.id()).blob(entry.payload().bytes());
  }

  static Entry entry(Decoder from) throws Malformed {
    int tag = from.octet();
    Entry.Kind kind =
        switch (tag) {
          case NO_OP -> Entry.Kind.NO_OP;
          case COMMAND -> Entry.Kind.COMMAND;
          case MEMBERSHIP -> Entry.Kind.MEMBERSHIP;
          default -> throw from.malformed("is an entry of unknown kind " + tag);
        };
    return new Entry(id(from), kind, new Payload(from.blob()));
  }

  private static Encoder id(Encoder to, EntryId id) {
    return to.number(id.term()).number(id.index());
  }

  private static EntryId id(Decoder from) throws Malformed {
    return new EntryId(from.number(), from.number());
  }
}
