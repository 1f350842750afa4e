/** How a server is told what to be: flags, with all that is wrong with them said in one line. */
@NullMarked
package minos.node.config;

import org.jspecify.annotations.NullMarked;
