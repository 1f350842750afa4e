package minos.raft.flaw;

/** Breaks figure 2: a file without a durable name is not stable storage. */
final class NameNotForced extends Flaw {
  NameNotForced() {
    super(
        new Card(
            "ST09",
            "A new file of the log is used before its name is durable.",
            "etcd#6368; sofa-jraft#480",
            Property.DURABILITY,
            "Cut the power right after the log went on in a new file.",
            Sight.DISKS));
  }

  @Override
  public boolean forcesNames() {
    return false;
  }
}
