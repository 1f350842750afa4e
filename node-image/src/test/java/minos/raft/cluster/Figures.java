package minos.raft.cluster;

/**
 * What has gone on in a cluster.
 *
 * @param steps of servers
 * @param answered calls of clients
 * @param reigns terms that have had a leader
 * @param changes memberships that leaders have appended
 * @param wishes of operators that were fulfilled
 * @param wipes disks that were replaced by empty ones
 * @param installed snapshots of others that servers have loaded
 */
public record Figures(
    long steps, long answered, long reigns, long changes, long wishes, long wipes, long installed) {

  static final Figures NONE = new Figures(0, 0, 0, 0, 0, 0, 0);

  Figures plus(Figures other) {
    return new Figures(
        steps + other.steps,
        answered + other.answered,
        reigns + other.reigns,
        changes + other.changes,
        wishes + other.wishes,
        wipes + other.wipes,
        installed + other.installed);
  }
}
