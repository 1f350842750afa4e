/**
 * A server as a process: the event loop that drives the pure core, the durable log, the sockets
 * between nodes and to clients, and the admin endpoint. All I/O of the node is here.
 */
@NullMarked
package minos.node;

import org.jspecify.annotations.NullMarked;
