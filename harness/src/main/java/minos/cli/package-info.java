/**
 * One class per command; the only package that prints. Imports everything of the harness; what
 * other modules add comes as {@link minos.cli.Subcommand}s.
 */
@NullMarked
package minos.cli;

import org.jspecify.annotations.NullMarked;
