/**
 * {@code minos flaws}: the catalogue of bugs that can be planted in the reference store. First:
 * {@link minos.flaws.FlawsCommand}. Imports the command line and the flaws.
 */
@NullMarked
package minos.flaws;

import org.jspecify.annotations.NullMarked;
