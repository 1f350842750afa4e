package minos.kv;

import minos.bytes.Decoder;
import minos.bytes.Encoder;
import minos.bytes.Malformed;
import minos.raft.Payload;

/**
 * A command as the log carries it, with the time by which sessions expire: all servers see the same
 * time at the same entry, whatever their clocks say (dissertation §6.3).
 *
 * @param timeNanos of the cluster, when the leader took the command up; not below 0
 */
public record Stamped(long timeNanos, Command command) {

  public Payload encode() {
    Encoder to = new Encoder().number(timeNanos);
    CommandCodec.encode(command, to);
    return new Payload(to.toBytes());
  }

  /**
   * Reads one, which must take up all of the bytes.
   *
   * @throws Malformed if it does not
   */
  public static Stamped decode(Payload payload) throws Malformed {
    Decoder from = new Decoder(payload.bytes());
    Stamped stamped = new Stamped(from.number(), CommandCodec.decode(from));
    from.end();
    return stamped;
  }
}
