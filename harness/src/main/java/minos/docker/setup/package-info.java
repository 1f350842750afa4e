/**
 * What this machine can do, and how to get what is missing: probes, each of them one line, and the
 * set-up of an engine and a base image on a bare Debian machine. Imports {@code docker} and {@code
 * time}. Read {@link minos.docker.setup.Doctor} first.
 */
@NullMarked
package minos.docker.setup;

import org.jspecify.annotations.NullMarked;
