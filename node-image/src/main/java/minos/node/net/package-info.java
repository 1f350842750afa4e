/**
 * The sockets of a server: where peers and clients arrive, and the ways to the peers. What arrives
 * goes to {@link minos.node.net.Inbound}.
 */
@NullMarked
package minos.node.net;

import org.jspecify.annotations.NullMarked;
