/**
 * Knossos as a second judge, where the user has it: in a JVM of its own, with its own heap and time
 * limit. Imports {@code check}, {@code model} and {@code history}; the only package that names
 * Clojure. Read {@link minos.check.knossos.Knossos} first, then {@link
 * minos.check.knossos.KnossosMain}, which runs on the other side.
 */
@NullMarked
package minos.check.knossos;

import org.jspecify.annotations.NullMarked;
