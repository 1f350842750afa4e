/**
 * A cluster on containers: the only package that sees Testcontainers and Docker's API. Imports
 * {@code cluster} and {@code time}.
 */
@NullMarked
package minos.docker;

import org.jspecify.annotations.NullMarked;
