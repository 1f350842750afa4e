/**
 * A cluster in one thread, from one seed: simulated network, disk and processes on virtual time.
 * Imports {@code cluster} and {@code time}.
 */
@NullMarked
package minos.sim;

import org.jspecify.annotations.NullMarked;
