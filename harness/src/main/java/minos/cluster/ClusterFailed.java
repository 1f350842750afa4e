package minos.cluster;

/** A cluster could not be made or kept; the message is one clear line for the user. */
public final class ClusterFailed extends Exception {
  public ClusterFailed(String message) {
    super(message);
  }

  public ClusterFailed(String message, Throwable cause) {
    super(message, cause);
  }
}
