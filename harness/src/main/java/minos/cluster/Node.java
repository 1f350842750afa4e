package minos.cluster;

/** One server of a cluster, as a process that can be broken. */
public interface Node {
  String name();

  /** Ends the process at once, without a word to it (SIGKILL). Returns once it is gone. */
  void kill() throws FaultNotInjected;

  /**
   * Starts a killed process again, with its disk and its address. Does nothing to a running one.
   */
  void start() throws FaultNotInjected;

  /** Stops the process where it stands (SIGSTOP). Returns once it is stopped. */
  void pause() throws FaultNotInjected;

  /** Lets a stopped process go on (SIGCONT). Does nothing to a running one. */
  void resume() throws FaultNotInjected;

  /** The state of the process, asked of its operating system and not of the process. */
  State state() throws FaultNotInjected;

  /** What an operating system says of a process. */
  enum State {
    RUNNING,
    PAUSED,
    GONE
  }
}
