package minos.cluster;

/** A fault did not take effect, or was not healed: a run with it proves nothing. */
public class FaultNotInjected extends Exception {
  public FaultNotInjected(String message) {
    super(message);
  }

  public FaultNotInjected(String message, Throwable cause) {
    super(message, cause);
  }
}
