/**
 * {@code minos serve}: the results folder in a browser, to be read and not to be changed. Read
 * {@link minos.serve.Site} first. Imports {@code report}, {@code store} and what they import.
 */
@NullMarked
package minos.serve;

import org.jspecify.annotations.NullMarked;
