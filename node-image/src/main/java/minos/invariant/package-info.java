/**
 * The properties that Raft promises, checked from outside after every step of every server, over
 * the whole history and not only over the state of now: what is said for ever, what is committed,
 * who decides, what leaders and timers must do. The protocol does not know it is watched. Imports
 * {@code raft} and {@code kv}. Read {@link minos.invariant.Oracle} and {@link
 * minos.invariant.Watch} first.
 */
@NullMarked
package minos.invariant;

import org.jspecify.annotations.NullMarked;
