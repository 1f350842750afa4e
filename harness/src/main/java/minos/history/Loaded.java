package minos.history;

import java.util.List;

/**
 * What a file held, in columns.
 *
 * @param warnings what was left out and why, as {@code file:line: what}
 */
public record Loaded(Columns columns, List<String> warnings) {}
