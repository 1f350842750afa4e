package minos.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import minos.time.Durations;

/** The figures of a run, a few lines for a terminal. */
final class FiguresText {
  private FiguresText() {}

  /** Such as {@code 100.4 ops/s · read p50 1.20 ms, p99 8.10 ms · write ...}. */
  static String operations(Figures figures) {
    StringBuilder line =
        new StringBuilder(String.format(Locale.ROOT, "%,.1f ops/s", figures.rate()));
    figures
        .latencies()
        .forEach((f, latency) ->
            line.append(" · ")
                .append(f)
                .append(" p50 ")
                .append(Durations.readable(latency.p50()))
                .append(", p99 ")
                .append(Durations.readable(latency.p99())));
    return line.toString();
  }

  /** One line for each kind of fault: how many were asked for, proven, healed; and recovery. */
  static List<String> faults(RunReport run) {
    Map<String, List<Band>> families = new LinkedHashMap<>();
    for (Band band : run.bands()) {
      families.computeIfAbsent(band.family(), family -> new ArrayList<>()).add(band);
    }
    List<String> lines = new ArrayList<>();
    families.forEach((family, bands) -> lines.add(family(family, bands, run.progress())));
    return lines;
  }

  private static String family(String family, List<Band> bands, Progress progress) {
    long proven = bands.stream().filter(Band::proven).count();
    long healed = bands.stream().filter(Band::healed).count();
    long nanos = bands.stream().mapToLong(band -> band.to() - band.from()).sum();
    return String.format(
        Locale.ROOT,
        "%s: %d asked, %d proven, %d healed, active %s; %s",
        family,
        bands.size(),
        proven,
        healed,
        Durations.readable(nanos),
        recovery(bands, progress));
  }

  private static String recovery(List<Band> bands, Progress progress) {
    long during = 0;
    long worst = 0;
    for (Band band : bands) {
      Recovery recovery = progress.during(band);
      during += recovery.okDuring();
      OptionalLong first = recovery.nanosToFirstOk();
      if (first.isEmpty()) {
        return during + " ok meanwhile; none ever again";
      }
      worst = Math.max(worst, first.getAsLong());
    }
    return during + " ok meanwhile, first ok after it within " + Durations.readable(worst);
  }
}
