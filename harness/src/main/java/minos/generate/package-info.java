/**
 * What to do next: generators are pure values; all chance comes from their seed. Imports {@code
 * history} only. Read {@link minos.generate.Generator} first.
 */
@NullMarked
package minos.generate;

import org.jspecify.annotations.NullMarked;
