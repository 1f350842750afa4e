/** One class per command; the only package that prints. Imports everything. */
@NullMarked
package minos.cli;

import org.jspecify.annotations.NullMarked;
