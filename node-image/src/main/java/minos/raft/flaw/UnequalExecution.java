package minos.raft.flaw;

import minos.raft.NodeId;
import minos.raft.Payload;

/** Breaks §2: state machines are deterministic. */
final class UnequalExecution extends Flaw {
  UnequalExecution() {
    super(
        new Card(
            "SM01",
            "Servers execute a command differently, each after its own name.",
            "nomad#13725, cosmos-sdk#2264",
            Property.STATE_MACHINE_SAFETY,
            "Write, let another lead, and read.",
            Sight.STEPS,
            Sight.DISKS,
            Sight.CLIENTS));
  }

  @Override
  public Payload executedAs(Payload command, NodeId server) {
    byte[] bytes = command.bytes().clone();
    int last = bytes.length - 1;
    boolean isDigit = last >= 0 && bytes[last] >= '0' && bytes[last] <= '9';
    if (isDigit && server.name().hashCode() % 2 == 0) {
      bytes[last] ^= 1;
    }
    return new Payload(bytes);
  }
}
