package minos.history;

import java.util.List;

/** A whole history, in memory, well formed: see the reader for what that means. */
public record History(List<Op> ops) {}
