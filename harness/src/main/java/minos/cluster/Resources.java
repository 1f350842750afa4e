package minos.cluster;

/** What a node may use of its machine. */
public interface Resources {
  /**
   * Limits it to a share of one processor.
   *
   * @param share more than 0; 1 or more is no limit
   * @return what the node's operating system says of the limit
   */
  Evidence limitCpu(double share) throws FaultNotInjected;

  /** Whether its memory can be limited. */
  boolean limitsMemory();

  /**
   * Limits its memory.
   *
   * @param bytes beyond what it uses now; less than 0 for no limit
   * @return what the node's operating system says of the limit
   */
  Evidence limitMemory(long bytes) throws FaultNotInjected;
}
