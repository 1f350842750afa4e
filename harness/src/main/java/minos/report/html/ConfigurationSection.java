package minos.report.html;

import java.util.LinkedHashMap;
import java.util.Map;
import minos.report.RunReport;
import minos.run.Test;
import minos.time.Durations;

/** What was run, on what, and the other files of the run. */
final class ConfigurationSection {
  private ConfigurationSection() {}

  static void write(Markup markup, RunReport run) {
    markup.leaf("h2", "Configuration");
    HtmlReport.rows(markup, settings(run));
    markup.leaf("h2", "Files of this run");
    markup.open("ul");
    for (String file : run.files()) {
      markup.open("li").leaf("a", file, "href", "./" + encoded(file)).close();
    }
    markup.close();
  }

  private static Map<String, String> settings(RunReport run) {
    Test test = run.test();
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("system", test.system());
    settings.put("workload", test.workload());
    settings.put("in", test.world().label());
    settings.put("nodes", Integer.toString(test.nodes()));
    settings.put("faults", test.faults().isEmpty() ? "none" : String.join(", ", test.faults()));
    settings.put("flaws", test.flaws().isEmpty() ? "none" : String.join(", ", test.flaws()));
    settings.put("time", Durations.label(test.time()));
    settings.put("concurrency", Integer.toString(test.concurrency()));
    settings.put("rate", test.rate() == 0 ? "as fast as they can" : test.rate() + " ops/s");
    settings.put("keys", Integer.toString(test.keys()));
    settings.put("seed", Long.toString(test.seed()));
    settings.put("minos", run.info().versions().minos());
    settings.put("java", run.info().versions().java());
    settings.put("os", run.info().versions().os());
    run.info().cluster().forEach((name, value) -> settings.put("cluster: " + name, value));
    return settings;
  }

  /** A path as a relative address: names of nodes come from systems that we do not know. */
  private static String encoded(String file) {
    StringBuilder address = new StringBuilder();
    for (byte each : file.getBytes(java.nio.charset.StandardCharsets.UTF_8)) {
      char c = (char) (each & 0xff);
      boolean plain = c < 128 && (Character.isLetterOrDigit(c) || "/._-".indexOf(c) >= 0);
      address.append(plain ? String.valueOf(c) : String.format("%%%02X", (int) c));
    }
    return address.toString();
  }
}
