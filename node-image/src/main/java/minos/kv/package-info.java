/**
 * The replicated objects, and the sessions that make a retried command take effect once
 * (dissertation §6.3). Pure and deterministic: {@link minos.kv.StateMachine} applies commands in
 * log order, the same on every server. One file for each kind of object, with its changes and
 * queries: begin with {@link minos.kv.Counter}. Imports {@code minos.bytes}, and {@code minos.raft}
 * only for {@code Rules}, {@code Payload} and {@code Invariant}.
 */
@NullMarked
package minos.kv;

import org.jspecify.annotations.NullMarked;
