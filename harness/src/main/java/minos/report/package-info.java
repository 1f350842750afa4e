/**
 * A verdict for people: terminal and HTML. Imports {@code store}, {@code check} and what they
 * import.
 */
@NullMarked
package minos.report;

import org.jspecify.annotations.NullMarked;
