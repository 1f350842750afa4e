/**
 * Makes what fails smaller: a recorded schedule of operations and faults, cut as long as it still
 * fails in the simulation. Imports {@code hunt}, {@code run} and what stands below them. Read
 * {@link minos.shrink.Schedule} first, then {@link minos.shrink.Shrinker}.
 */
@NullMarked
package minos.shrink;

import org.jspecify.annotations.NullMarked;
