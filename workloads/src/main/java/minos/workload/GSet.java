package minos.workload;

/** Maelstrom's g-set: elements added at one node, which all of them have in the end. */
public final class GSet implements SpreadOf {
  @Override
  public String name() {
    return "g-set";
  }

  @Override
  public String summary() {
    return "elements added at one node: in the end every node has all (Maelstrom)";
  }

  @Override
  public String f() {
    return "add";
  }
}
