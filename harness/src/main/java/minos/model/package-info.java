/**
 * What may happen: sequential specifications of objects, pure. Imports {@code history} only. Read
 * {@link minos.model.Model} first.
 */
@NullMarked
package minos.model;

import org.jspecify.annotations.NullMarked;
