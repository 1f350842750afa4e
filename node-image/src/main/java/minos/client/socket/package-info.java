/**
 * The client over real sockets: {@link minos.client.socket.SocketClient} carries out what the pure
 * {@link minos.client.ClientCore} decides. Imports {@code minos.bytes}, {@code minos.client},
 * {@code minos.wire} and the names of {@code minos.kv} and {@code minos.raft}; it takes the clock
 * from outside.
 */
@NullMarked
package minos.client.socket;

import org.jspecify.annotations.NullMarked;
