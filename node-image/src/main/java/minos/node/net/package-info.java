/**
 * The sockets of a server: where peers and clients arrive, and the ways to the peers. The {@link
 * minos.node.net.Reactor} reads them; what arrives goes to {@link minos.node.net.Inbound}; what
 * leaves is written by who has it to say ({@link minos.node.net.Departures}).
 */
@NullMarked
package minos.node.net;

import org.jspecify.annotations.NullMarked;
