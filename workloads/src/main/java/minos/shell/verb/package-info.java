/**
 * What can be typed at the shell's prompt, and what becomes of it. First: {@link
 * minos.shell.verb.Verbs}. Imports the reference store's client and {@code minos.shell.cluster}.
 */
@NullMarked
package minos.shell.verb;

import org.jspecify.annotations.NullMarked;
