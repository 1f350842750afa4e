package minos.raft.cluster;

import minos.client.Response;
import minos.raft.NodeId;

/** Who asks servers, and is told the time. */
interface Caller {
  long deadline();

  void tick(long now);

  /**
   * @param process of this caller that asked; there may be another one by now
   */
  void receive(long now, int process, NodeId from, Response response);
}
