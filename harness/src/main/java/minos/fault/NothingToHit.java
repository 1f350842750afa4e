package minos.fault;

import minos.cluster.FaultNotInjected;

/**
 * A fault found nothing that it could have hit, and certainly hits nothing later: no file of that
 * kind, no way to that point. It counts as not begun, and makes no doubt of the run's others.
 */
final class NothingToHit extends FaultNotInjected {
  NothingToHit(String why) {
    super(why);
  }
}
