/**
 * The client of the reference store. {@link minos.client.ClientCore} is pure: sessions, redirects,
 * retries, time limits and outcomes as events and effects, so that the same client runs over real
 * sockets, in the shell, and in the simulation. Imports {@code minos.kv} and of {@code minos.raft}
 * the names of nodes, memberships and {@code Invariant}.
 */
@NullMarked
package minos.client;

import org.jspecify.annotations.NullMarked;
