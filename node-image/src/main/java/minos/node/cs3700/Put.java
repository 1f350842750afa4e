package minos.node.cs3700;

import minos.bytes.Decoder;
import minos.bytes.Encoder;
import minos.bytes.Malformed;
import minos.raft.InvariantViolated;
import minos.raft.Payload;

/**
 * What an entry of the log says. It names the client and the request, so that a leader can also
 * answer what an earlier leader took up and never answered.
 *
 * @param mid of the request
 */
record Put(String client, String mid, String key, String value) {
  Payload encode() {
    return new Payload(new Encoder().text(client).text(mid).text(key).text(value).toBytes());
  }

  static Put decode(Payload payload) {
    try {
      Decoder from = new Decoder(payload.bytes());
      return new Put(from.text(), from.text(), from.text(), from.text());
    } catch (Malformed e) {
      throw new InvariantViolated("a committed entry is no put: " + e.getMessage());
    }
  }
}
