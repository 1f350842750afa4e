/**
 * The only package that reads clocks, sleeps, makes threads wait, or makes unseeded chance. All
 * else takes a {@link minos.time.Time} and a seed as arguments, and so runs unchanged in real and
 * in virtual time. Imports nothing of Minos; read {@link minos.time.Time} first.
 */
@NullMarked
package minos.time;

import org.jspecify.annotations.NullMarked;
