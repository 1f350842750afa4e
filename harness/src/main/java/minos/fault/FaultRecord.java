package minos.fault;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The life of one fault, for faults.json. All times are nanoseconds since the run began.
 *
 * @param fault its label, such as {@code kill-leader}
 * @param value what it came to be: nodes, none of them where it came to hit nobody, or each node
 *     with those whose packets it drops
 * @param appliedNanos when it was seen to hold; null if it never was
 * @param evidence why we believe that it took effect
 * @param healedNanos when it was seen to be undone; null if it never was
 * @param healEvidence why we believe that
 * @param errors what went wrong when it was applied or healed
 * @param operations of clients that overlapped it; 0 as long as it is not healed
 * @param ok how many ended ok while it was in force; 0 as long as it is not healed
 * @param leavesMajority whether a majority was left that could go on undisturbed
 */
public record FaultRecord(
    String fault,
    @Nullable Object value,
    long askedNanos,
    @Nullable Long appliedNanos,
    List<String> evidence,
    @Nullable Long healedNanos,
    List<String> healEvidence,
    List<String> errors,
    long operations,
    long ok,
    boolean leavesMajority) {

  /** Whether it came to hit nobody, since all whom it could have hit were down already. */
  public boolean hitNobody() {
    return appliedNanos != null && value instanceof List<?> nodes && nodes.isEmpty();
  }

  /** Whether it took effect, provably and wholly. */
  public boolean proven() {
    return !hitNobody() && appliedNanos != null && !evidence.isEmpty();
  }

  /** How long it was in force; 0 if it was not seen to begin and to end. */
  public long inForceNanos() {
    return appliedNanos == null || healedNanos == null ? 0 : healedNanos - appliedNanos;
  }

  /** Whether both were in force at any one moment, as far as that is known. */
  public boolean overlaps(FaultRecord other) {
    long end = healedNanos == null ? Long.MAX_VALUE : healedNanos;
    long endOfOther = other.healedNanos == null ? Long.MAX_VALUE : other.healedNanos;
    return askedNanos < endOfOther && other.askedNanos < end;
  }

  public boolean healed() {
    return healedNanos != null;
  }
}
