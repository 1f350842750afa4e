package minos.check;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How much a checker may spend; what does not fit is unknown.
 *
 * @param time wall time for the whole check
 * @param nanoClock a monotonic clock, so that the checker itself reads none
 */
public record Budget(Duration time, LongSupplier nanoClock) {}
