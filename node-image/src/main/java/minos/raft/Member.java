package minos.raft;

/**
 * What the cluster has written down about one of its servers.
 *
 * @param address where it listens: for those who connect, the protocol never looks into it; may be
 *     empty
 * @param incarnation the number that this server drew when it started with an empty disk; {@link
 *     #UNKNOWN} until a leader has heard it say so
 */
public record Member(String address, long incarnation) {
  /** No incarnation: servers draw other numbers. */
  public static final long UNKNOWN = 0;

  /** One that has not been heard yet. */
  public static Member at(String address) {
    return new Member(address, UNKNOWN);
  }
}
