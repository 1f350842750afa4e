package minos.node.net;

/**
 * Whether a server is cut off from all others on purpose. Both ways between servers ask it, clients
 * are not concerned.
 */
public final class Firewall {
  private volatile boolean detached;

  public boolean isDetached() {
    return detached;
  }

  /** What is under way to this server or from it may still arrive; nothing after it will. */
  public void detach() {
    detached = true;
  }

  public void attach() {
    detached = false;
  }
}
