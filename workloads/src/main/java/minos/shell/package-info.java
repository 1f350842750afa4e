/**
 * {@code minos shell}: a prompt for any cluster of the reference store. First: {@link
 * minos.shell.ShellCommand}; its commands are in {@code minos.shell.verb}, the cluster it talks to
 * in {@code minos.shell.cluster}. The only package that imports JLine.
 */
@NullMarked
package minos.shell;

import org.jspecify.annotations.NullMarked;
