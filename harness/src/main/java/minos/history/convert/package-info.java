/**
 * Histories written in the formats of others, and what those cannot hold. Imports {@code history}
 * only. Read {@link minos.history.convert.Conversion} first.
 */
@NullMarked
package minos.history.convert;

import org.jspecify.annotations.NullMarked;
