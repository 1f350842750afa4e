package minos.raft;

/** The name of a server, unique in its cluster, for example {@code n1}. */
public record NodeId(String name) implements Comparable<NodeId> {
  @Override
  public int compareTo(NodeId other) {
    return name.compareTo(other.name);
  }

  @Override
  public String toString() {
    return name;
  }
}
