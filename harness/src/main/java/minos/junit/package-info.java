/**
 * Minos in a user's own tests: {@link minos.junit.LinearizabilityTest} runs a whole test, {@link
 * minos.junit.Minos} judges concurrent calls on any Java object. Needs JUnit Jupiter, which the
 * user's build brings; the harness itself does without.
 */
@NullMarked
package minos.junit;

import org.jspecify.annotations.NullMarked;
