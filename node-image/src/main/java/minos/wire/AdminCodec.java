package minos.wire;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import minos.bytes.Decoder;
import minos.bytes.Encoder;
import minos.bytes.Malformed;
import minos.client.AdminRequest;
import minos.client.AdminResponse;
import minos.client.SubscriptionEnd;
import minos.raft.Entry;
import minos.raft.NodeId;
import minos.raft.Role;

/** What is asked of one certain server, and its committed entries, as bytes. */
final class AdminCodec {
  private static final int STATUS = 1;
  private static final int ENTRIES = 2;
  private static final int DETACH = 3;
  private static final int ATTACH = 4;
  private static final int DONE = 5;
  private static final int REFUSED = 6;

  private static final int COMPACTED = 1;
  private static final int TOO_SLOW = 2;

  private AdminCodec() {}

  static void encode(AdminRequest request, Encoder to) {
    switch (request) {
      case AdminRequest.Status() -> to.octet(STATUS);
      case AdminRequest.Entries(long from, int max) -> to.octet(ENTRIES).number(from).number(max);
      case AdminRequest.Detach() -> to.octet(DETACH);
      case AdminRequest.Attach() -> to.octet(ATTACH);
    }
  }

  static AdminRequest request(Decoder from) throws Malformed {
    int tag = from.octet();
    return switch (tag) {
      case STATUS -> new AdminRequest.Status();
      case ENTRIES ->
          new AdminRequest.Entries(from.number(), Math.clamp(from.number(), 0, Integer.MAX_VALUE));
      case DETACH -> new AdminRequest.Detach();
      case ATTACH -> new AdminRequest.Attach();
      default -> throw from.malformed("is an admin request of unknown kind " + tag);
    };
  }

  static void encode(AdminResponse response, Encoder to) {
    switch (response) {
      case AdminResponse.ServerStatus status -> encode(status, to.octet(STATUS));
      case AdminResponse.LogEntries(long commitIndex, List<Entry> entries) ->
          entries(entries, to.octet(ENTRIES).number(commitIndex));
      case AdminResponse.Done() -> to.octet(DONE);
      case AdminResponse.Refused(String why) -> to.octet(REFUSED).text(why);
    }
  }

  static AdminResponse response(Decoder from) throws Malformed {
    int tag = from.octet();
    return switch (tag) {
      case STATUS -> status(from);
      case ENTRIES -> new AdminResponse.LogEntries(from.number(), entries(from));
      case DONE -> new AdminResponse.Done();
      case REFUSED -> new AdminResponse.Refused(from.text());
      default -> throw from.malformed("is an admin response of unknown kind " + tag);
    };
  }

  private static void encode(AdminResponse.ServerStatus status, Encoder to) {
    to.text(status.self().name())
        .number(status.term())
        .text(status.role().name())
        .optionalText(status.leader().map(NodeId::name))
        .number(status.firstIndex())
        .number(status.commitIndex())
        .number(status.appliedIndex())
        .number(status.lastIndex())
        .flag(status.detached())
        .number(status.servers().size());
    status.servers().forEach((name, address) -> to.text(name.name()).text(address));
    to.number(status.learners().size());
    status.learners().forEach(learner -> to.text(learner.name()));
  }

  private static AdminResponse status(Decoder from) throws Malformed {
    NodeId self = new NodeId(from.text());
    long term = from.number();
    Role role = role(from);
    Optional<NodeId> leader = from.optionalText().map(NodeId::new);
    long firstIndex = from.number();
    long commitIndex = from.number();
    long appliedIndex = from.number();
    long lastIndex = from.number();
    boolean detached = from.flag();
    int count = from.count();
    Map<NodeId, String> servers = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      servers.put(new NodeId(from.text()), from.text());
    }
    int learning = from.count();
    Set<NodeId> learners = new LinkedHashSet<>();
    for (int i = 0; i < learning; i++) {
      learners.add(new NodeId(from.text()));
    }
    return new AdminResponse.ServerStatus(
        self,
        term,
        role,
        leader,
        firstIndex,
        commitIndex,
        appliedIndex,
        lastIndex,
        detached,
        servers,
        learners);
  }

  private static Role role(Decoder from) throws Malformed {
    String name = from.text();
    for (Role role : Role.values()) {
      if (role.name().equals(name)) {
        return role;
      }
    }
    throw from.malformed("has a role that is unknown here");
  }

  static void entries(List<Entry> entries, Encoder to) {
    to.number(entries.size());
    entries.forEach(entry -> MessageCodec.entry(to, entry));
  }

  static List<Entry> entries(Decoder from) throws Malformed {
    int count = from.count();
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      entries.add(MessageCodec.entry(from));
    }
    return List.copyOf(entries);
  }

  static void encode(SubscriptionEnd end, Encoder to) {
    switch (end) {
      case SubscriptionEnd.Compacted(long first) -> to.octet(COMPACTED).number(first);
      case SubscriptionEnd.TooSlow(long next) -> to.octet(TOO_SLOW).number(next);
    }
  }

  static SubscriptionEnd end(Decoder from) throws Malformed {
    int tag = from.octet();
    return switch (tag) {
      case COMPACTED -> new SubscriptionEnd.Compacted(from.number());
      case TOO_SLOW -> new SubscriptionEnd.TooSlow(from.number());
      default -> throw from.malformed("is an end of a subscription of unknown kind " + tag);
    };
  }
}
