/**
 * A cluster in one thread, from one seed: programs instead of processes, a simulated network, and
 * storage that forgets what was not forced. It knows no protocol: a target says in a {@link
 * minos.sim.SimSystem} what its nodes and clients do. Same seed and same calls, same order of
 * events: no thread, no identity hash, no iteration over hashed keys. Imports {@code cluster} and
 * {@code time} (and {@code history} through a client's operations). Read {@link
 * minos.sim.SimSystem} and {@link minos.sim.SimHost} first.
 */
@NullMarked
package minos.sim;

import org.jspecify.annotations.NullMarked;
