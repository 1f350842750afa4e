/**
 * What travels between servers and clients, and the frames that carry it: pure functions between
 * values and bytes, and blocking reads and writes of frames on streams that others opened. Imports
 * {@code minos.bytes}, {@code minos.raft}, {@code minos.kv} and {@code minos.client}. Read {@link
 * minos.wire.Frame} first.
 */
@NullMarked
package minos.wire;

import org.jspecify.annotations.NullMarked;
