package minos.raft.cluster;

import minos.raft.NodeId;

/**
 * A server with one life of its disk: with an empty disk comes another one, under the same name.
 *
 * @param number drawn when it started with an empty disk
 */
record Incarnation(NodeId id, long number) {}
