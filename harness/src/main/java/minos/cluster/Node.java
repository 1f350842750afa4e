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

  /** Ends the process in good order, as its operator would (SIGTERM). Returns once it is gone. */
  default void stop() throws FaultNotInjected {
    throw cannot("be stopped in good order");
  }

  /** The same as {@link #kill}, but that it is never started again: from now on it is LOST. */
  default void killForGood() throws FaultNotInjected {
    throw cannot("be killed for good");
  }

  /** Its clocks. */
  default NodeClock clock() throws FaultNotInjected {
    throw cannot("be shown another time");
  }

  /** Itself, told to hurt itself. */
  default Saboteur saboteur() throws FaultNotInjected {
    throw cannot("be told to hurt itself");
  }

  /** Its files; while its process is gone. */
  default StoredFiles files() throws FaultNotInjected {
    throw cannot("have its files changed");
  }

  default Resources resources() throws FaultNotInjected {
    throw cannot("be limited in what it uses");
  }

  /** Ends the process, and all that was not forced to its disk is lost. */
  default void losePower() throws FaultNotInjected {
    throw cannot("lose its power");
  }

  /**
   * Says whether the process may now end by itself: then its end is no death that no fault
   * explains.
   */
  default void mayEnd(boolean may) {}

  /** What it wrote to its log last. */
  default String lastWords() {
    return "";
  }

  private FaultNotInjected cannot(String what) {
    return new FaultNotInjected(name() + " cannot " + what);
  }

  /** What an operating system says of a process. */
  enum State {
    RUNNING,
    PAUSED,
    GONE,
    /** The same, and it never comes back. */
    LOST;

    public boolean isGone() {
      return switch (this) {
        case RUNNING, PAUSED -> false;
        case GONE, LOST -> true;
      };
    }
  }
}
