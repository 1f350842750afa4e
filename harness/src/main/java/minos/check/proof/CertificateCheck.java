package minos.check.proof;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import minos.history.Operation;
import minos.model.Model;

/**
 * Confirms certificates from the history of one object and its model, and nothing else: each rule
 * is looked up in the operations, and of a few operations all orders are tried.
 *
 * @param history all operations on the object
 */
public record CertificateCheck(Model<?> model, List<Operation> history) {
  static final Optional<String> CONFIRMED = Optional.empty();

  /** What does not hold, as a sentence; empty if the certificate is confirmed. */
  public Optional<String> objection(Certificate certificate) {
    if (!new HashSet<>(history).containsAll(certificate.operations())) {
      return Optional.of("It names an operation that the history does not have.");
    }
    Contents contents = new Contents(model);
    return switch (certificate) {
      case Certificate.Unfounded it -> new ValueRules(contents, history).check(it);
      case Certificate.Overwritten it -> new ValueRules(contents, history).check(it);
      case Certificate.TakenTwice it -> new ValueRules(contents, history).check(it);
      case Certificate.Overtaken it -> new QueueRules(contents, history).check(it);
      case Certificate.NeverEmpty it -> new QueueRules(contents, history).check(it);
      case Certificate.HeldTwice it -> new LockRules(model, history).check(it);
      case Certificate.TokenFell it -> new LockRules(model, history).check(it);
      case Certificate.Lost it -> new ReadRules(contents, history).check(it);
      case Certificate.Apart it -> new ReadRules(contents, history).check(it);
      case Certificate.Shrunk it -> new ReadRules(contents, history).check(it);
      case Certificate.Misordered it -> new ReadRules(contents, history).check(it);
      case Certificate.Miscounted it -> new CountRules(model, history).check(it);
      case Certificate.NoOrder it -> new Enclosed(model, history).check(it);
      case Certificate.Told it -> Optional.of("no model of one object tells of it");
    };
  }

  static Optional<String> unless(boolean holds, String objection) {
    return holds ? CONFIRMED : Optional.of(objection);
  }
}
