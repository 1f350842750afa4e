package minos.workload;

/** Maelstrom's broadcast: what is told to one node, all of them have in the end. */
public final class Broadcast implements SpreadOf {
  @Override
  public String name() {
    return "broadcast";
  }

  @Override
  public String summary() {
    return "messages told to one node: in the end every node has all (Maelstrom)";
  }

  @Override
  public String f() {
    return "broadcast";
  }
}
