/**
 * Is what happened so far explained? Takes operations as they come, and holds no more of them than
 * are needed to judge those to come. Read {@link minos.check.online.Monitor} first, then {@link
 * minos.check.online.Tracked}, and the two ways that it chooses from.
 */
@NullMarked
package minos.check.online;

import org.jspecify.annotations.NullMarked;
