/**
 * What stays on disk of a run, written so that a crash at any point leaves something that can still
 * be judged. Imports {@code run}, {@code check} and what they import.
 */
@NullMarked
package minos.store;

import org.jspecify.annotations.NullMarked;
