package minos.whole;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Optional;
import minos.cluster.World;
import minos.target.RaftKv;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Tests on real containers. Where none can be had they are skipped with the reason, or fail with it
 * where the environment says {@code MINOS_REQUIRE_DOCKER=true}: there a skipped test is a hole.
 */
@Tag("docker")
@ExtendWith(NeedsEngine.Condition.class)
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@interface NeedsEngine {

  /** Asked before a class, and so before its first container. */
  final class Condition implements ExecutionCondition {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      Optional<String> obstacle = new RaftKv().unavailable(World.DOCKER);
      if (obstacle.isEmpty()) {
        return ConditionEvaluationResult.enabled("an engine answers");
      }
      if ("true".equals(System.getenv("MINOS_REQUIRE_DOCKER"))) {
        throw new IllegalStateException("MINOS_REQUIRE_DOCKER=true, but " + obstacle.get());
      }
      return ConditionEvaluationResult.disabled(obstacle.get());
    }
  }
}
