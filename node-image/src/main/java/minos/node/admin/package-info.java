/** What a server says of itself, over HTTP. */
@NullMarked
package minos.node.admin;

import org.jspecify.annotations.NullMarked;
