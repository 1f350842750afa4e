/**
 * How to break a cluster, and proof that it broke: faults as values, pure functions from nodes and
 * seed to grudges and targets, and the nemesis that applies them. Imports {@code cluster}, {@code
 * generate}, {@code history} and {@code time}. Read {@link minos.fault.Fault} first.
 */
@NullMarked
package minos.fault;

import org.jspecify.annotations.NullMarked;
