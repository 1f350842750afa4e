package minos.docker;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Optional;
import minos.cluster.ClusterFailed;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Tests on a real engine. Where none answers they are skipped with the reason, or fail with it
 * where the environment says {@code MINOS_REQUIRE_DOCKER=true}: there a skipped test is a hole.
 */
@NullMarked
@Tag("docker")
@ExtendWith(NeedsEngine.Condition.class)
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface NeedsEngine {

  /** Asked before a class, and so before its first container. */
  final class Condition implements ExecutionCondition {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      Optional<String> obstacle = obstacle();
      if (obstacle.isEmpty()) {
        return ConditionEvaluationResult.enabled("an engine answers");
      }
      if ("true".equals(System.getenv("MINOS_REQUIRE_DOCKER"))) {
        throw new IllegalStateException("MINOS_REQUIRE_DOCKER=true, but " + obstacle.get());
      }
      return ConditionEvaluationResult.disabled(obstacle.get());
    }

    private static Optional<String> obstacle() {
      try (Engine engine = Engine.connect()) {
        return Images.id(engine, Images.BASE).isPresent()
            ? Optional.empty()
            : Optional.of("the engine has no image " + Images.BASE);
      } catch (ClusterFailed e) {
        return Optional.of(String.valueOf(e.getMessage()));
      }
    }
  }
}
