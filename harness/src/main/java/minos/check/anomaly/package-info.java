/**
 * Do transactions behave as an isolation level says? Anomalies of list-append and of read-write
 * registers, as cycles of dependencies (Adya 1999; Kingsbury and Alvaro 2020). Pure; imports {@code
 * check}, {@code history}. Read {@link minos.check.anomaly.Isolated} first.
 */
@NullMarked
package minos.check.anomaly;

import org.jspecify.annotations.NullMarked;
