/**
 * Is there an order that explains the calls on one object? For any model, within a budget. Internal
 * to the checkers. Read {@link minos.check.search.Search} first.
 */
@NullMarked
package minos.check.search;

import org.jspecify.annotations.NullMarked;
