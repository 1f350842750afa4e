package minos.node.config;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import minos.node.disk.DurableLog;
import minos.raft.Compaction;

/**
 * What a server keeps, and where.
 *
 * @param data the folder of all that must survive
 * @param disk what becomes of what was not forced
 * @param segmentBytes how large the files of the log are
 */
public record Storage(Path data, Kind disk, Compaction compaction, int segmentBytes) {
  private static final Pattern SIZE = Pattern.compile("([0-9]{1,9})([kmg]?)");
  private static final Map<String, Long> UNITS =
      Map.of("", 1L, "k", 1L << 10, "m", 1L << 20, "g", 1L << 30);

  private static final long SEGMENT_MIN = 64 << 10;
  private static final long SEGMENT_MAX = 1 << 30;

  /** What {@code kill -9} does to what was not forced. */
  public enum Kind {
    /** The kernel keeps it. */
    REAL,

    /** It is lost, as when the power fails. */
    VOLATILE,

    /** It is lost, but for some sectors of the last writes, as when the power fails amidst them. */
    TORN
  }

  /** In this folder, all else as usual. */
  public static Storage in(Path data) {
    return new Storage(data, Kind.REAL, Compaction.USUAL, DurableLog.SEGMENT_BYTES);
  }

  /**
   * @param given what the user says of an option, or what is usual
   */
  static Storage of(Path data, Function<String, Optional<String>> given) {
    Compaction usual = Compaction.USUAL;
    long after = size("--snapshot-after", given, usual.logBytes());
    long kept = size("--keep-log", given, Math.min(usual.tailBytes(), after));
    if (after < 1) {
      throw new IllegalArgumentException("--snapshot-after 0: must be at least 1");
    }
    return new Storage(
        data,
        kind(given.apply("--disk").orElse("real")),
        new Compaction(after, kept, usual.chunkBytes()),
        segment(size("--segment", given, DurableLog.SEGMENT_BYTES)));
  }

  private static int segment(long bytes) {
    if (bytes < SEGMENT_MIN || bytes > SEGMENT_MAX) {
      throw new IllegalArgumentException("--segment " + bytes + ": must be 64k to 1g");
    }
    return (int) bytes;
  }

  private static Kind kind(String word) {
    for (Kind kind : Kind.values()) {
      if (kind.name().toLowerCase(Locale.ROOT).equals(word)) {
        return kind;
      }
    }
    throw new IllegalArgumentException("--disk: '" + word + "' is not real, volatile or torn");
  }

  private static long size(String option, Function<String, Optional<String>> given, long usual) {
    return given
        .apply(option)
        .map(text -> {
          Matcher matcher = SIZE.matcher(text);
          if (!matcher.matches()) {
            throw new IllegalArgumentException(
                option + ": '" + text + "' is no size, as 65536, 64k, 64m or 1g are");
          }
          return Long.parseLong(matcher.group(1)) * UNITS.getOrDefault(matcher.group(2), 1L);
        })
        .orElse(usual);
  }
}
