/**
 * The Raft protocol as a pure state machine: {@link minos.raft.RaftCore} takes an {@link
 * minos.raft.Event} and answers with {@link minos.raft.Effect}s. No thread, clock, disk, socket or
 * unseeded chance is in here; the same events give the same effects, in containers and in the
 * simulation. One file per family of rules (Voting, Replication, Commitment, Reading, Compacting,
 * Snapshotting). Every point where safety or liveness rests on one sentence of the paper asks
 * {@link minos.raft.Rules}.
 *
 * <p>Imports {@code minos.bytes} alone. Read {@link minos.raft.Event} and {@link minos.raft.Effect}
 * first. "§" in comments means a section of Ongaro and Ousterhout, "In Search of an Understandable
 * Consensus Algorithm (Extended Version)", 2014.
 */
@NullMarked
package minos.raft;

import org.jspecify.annotations.NullMarked;
