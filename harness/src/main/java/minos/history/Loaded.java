package minos.history;

import java.util.List;

/**
 * What a file held, in columns.
 *
 * @param warnings what was left out and why, as {@code file:line:column: what}
 * @param skipped how much of that was malformed: left out because it was asked for
 * @param notes what was read as something else since no history can hold it, in words
 */
public record Loaded(
    Columns columns, Format format, List<String> warnings, long skipped, List<String> notes) {}
