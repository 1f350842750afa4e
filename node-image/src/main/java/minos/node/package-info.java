/**
 * A server as a process: the event loop that drives the pure core, the durable log, the sockets
 * between nodes and to clients, and the admin endpoint. All I/O of the node is here.
 *
 * <p>The life of one put, by thread; nobody is woken up but by the network and the disk:
 *
 * <ol>
 *   <li>Leader, reactor: reads the client's frame and takes a turn of the {@link
 *       minos.node.NodeLoop}: the core appends an entry, which goes to the disk's thread; the turn
 *       ends, and the messages to the followers leave, on this thread.
 *   <li>Leader, disk: writes the entry, forces it, and takes a turn: this server's own copy counts.
 *   <li>Follower, reactor: reads the message and takes a turn; the entry goes to the disk's thread,
 *       and the acknowledgement waits for it.
 *   <li>Follower, disk: writes, forces, takes a turn; with its end the acknowledgement leaves.
 *   <li>Leader, reactor: reads it and takes a turn: committed, applied, and the answer leaves.
 * </ol>
 *
 * <p>The loop's own thread only sees to the time. Connections with TLS have threads of their own
 * instead of the reactor; snapshots have one, and so has the log's next segment. Read {@link
 * minos.node.NodeLoop} first.
 */
@NullMarked
package minos.node;

import org.jspecify.annotations.NullMarked;
