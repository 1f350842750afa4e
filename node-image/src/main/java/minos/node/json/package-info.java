/** Just enough JSON for a process that has no dependencies. */
@NullMarked
package minos.node.json;

import org.jspecify.annotations.NullMarked;
