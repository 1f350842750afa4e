package minos.junit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Runs a cluster, breaks it, and fails unless what clients saw is linearizable; once for each seed.
 * Workload and system come from the class path, as for {@code minos run}, whose options these are.
 * The method is called after each run that passed; it may be empty.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@TestTemplate
@ExtendWith(LinearizabilityExtension.class)
public @interface LinearizabilityTest {
  String system() default "raft-kv";

  String workload() default "register";

  String faults() default "partition,kill,pause";

  /** How many, with consecutive seeds. */
  int runs() default 1;

  long seed() default 1;

  int nodes() default 5;

  String time() default "10s";

  /** {@code sim}, {@code docker} or {@code process}. */
  String in() default "sim";

  /** Further words of {@code minos run}. */
  String[] options() default {};

  /** Where run folders go. */
  String results() default "target/minos";
}
