package minos.check.refute;

import java.util.Comparator;
import java.util.Optional;
import java.util.stream.IntStream;
import minos.check.calls.Calls;
import minos.check.proof.Certificate;
import minos.history.Op;
import minos.history.Operation;

/**
 * Looks for the well-known contradictions of a lock with fencing tokens.
 *
 * @param last the refused call
 */
record LockContradiction(Calls calls, int last) {

  /** The rule that is broken; empty if it is none of those. */
  Optional<Certificate> rule() {
    return heldTwice().or(this::tokenFell);
  }

  private Optional<Certificate> heldTwice() {
    int released =
        all("release")
            .filter(release -> calls.invoked()[release] < calls.returned()[last])
            .map(release -> calls.returned()[release])
            .max()
            .orElse(-1);
    if (!f(last).equals("acquire") || released > calls.invoked()[last]) {
      return Optional.empty();
    }
    return all("acquire")
        .filter(other -> other != last && calls.returned()[other] < calls.returned()[last])
        .filter(other -> calls.invoked()[other] > released)
        .boxed()
        .max(Comparator.comparingInt(other -> calls.returned()[other]))
        .map(other -> new Certificate.HeldTwice(calls.source(other), calls.source(last)));
  }

  private Optional<Certificate> tokenFell() {
    Optional<Long> own = token(last);
    if (own.isEmpty()) {
      return Optional.empty();
    }
    boolean mustGrow = f(last).equals("acquire");
    return IntStream.range(0, calls.size())
        .filter(
            call -> call != last && !calls.isCrashed(call) && isTooGreat(call, own.get(), mustGrow))
        .boxed()
        .max(Comparator.comparingInt(call -> calls.returned()[call]))
        .map(call -> new Certificate.TokenFell(calls.source(call), calls.source(last)));
  }

  private boolean isTooGreat(int call, long own, boolean mustGrow) {
    Optional<Long> token = token(call);
    if (token.isEmpty()) {
      return false;
    }
    return calls.precedes(call, last)
        ? token.get() > own || (mustGrow && token.get() == own)
        : token.get() == own
            && mustGrow
            && f(call).equals("acquire")
            && calls.returned()[call] < calls.returned()[last];
  }

  private IntStream all(String f) {
    return IntStream.range(0, calls.size()).filter(call -> f(call).equals(f));
  }

  private String f(int call) {
    return calls.columns().fAt(calls.columns().f(calls.op()[call]));
  }

  private Optional<Long> token(int call) {
    Operation operation = calls.source(call);
    Object said =
        operation.f().equals("release")
            ? operation.invocation().value()
            : operation.completion().map(Op::value).orElse(null);
    return said instanceof Long token ? Optional.of(token) : Optional.empty();
  }
}
