/**
 * Programs that speak Maelstrom's protocol (github.com/jepsen-io/maelstrom, doc/protocol.md): JSON
 * lines on standard input and output. Read {@link minos.target.maelstrom.MaelstromDialect} first.
 */
@NullMarked
package minos.target.maelstrom;

import org.jspecify.annotations.NullMarked;
