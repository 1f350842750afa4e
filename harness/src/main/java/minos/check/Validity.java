package minos.check;

/** The three answers; a later one outranks an earlier one. */
public enum Validity {
  VALID,
  UNKNOWN,
  INVALID;

  /** Of several answers, the one that counts. */
  public Validity and(Validity other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
