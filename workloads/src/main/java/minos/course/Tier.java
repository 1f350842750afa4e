package minos.course;

/** How the course grades a measure. */
enum Tier {
  BONUS(0, "bonus"),
  PASSED(1, "passed"),
  NEEDS_IMPROVEMENT(2, "needs improvement"),
  FAILED(3, "failed");

  private final int number;
  private final String words;

  Tier(int number, String words) {
    this.number = number;
    this.words = words;
  }

  /** As the course prints it. */
  int number() {
    return number;
  }

  String words() {
    return words;
  }
}
