package minos.raft;

/**
 * Raft's rules, one method each: the sentence of the paper on which safety or liveness rests. The
 * protocol asks here at the very point where the rule binds. A flaw ({@code minos.raft.flaw}) is a
 * subclass that breaks exactly one of them, so that Minos can prove that it would notice.
 */
public class Rules {
  /** The rules as the paper has them. */
  public static final Rules OF_THE_PAPER = new Rules();

  protected Rules() {}
}
