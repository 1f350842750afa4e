package minos.invariant;

import minos.raft.NodeId;

/**
 * A server with one life of its disk: with an empty disk comes another one, under the same name.
 *
 * @param number drawn when it started with an empty disk
 */
public record Incarnation(NodeId id, long number) {}
