package minos.course;

/** How the course grades a measure; the number is its ordinal. */
enum Tier {
  BONUS("bonus"),
  PASSED("passed"),
  NEEDS_IMPROVEMENT("needs improvement"),
  FAILED("failed");

  private final String words;

  Tier(String words) {
    this.words = words;
  }

  String words() {
    return words;
  }
}
