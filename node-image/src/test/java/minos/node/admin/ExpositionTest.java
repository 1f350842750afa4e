package minos.node.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayName("Figures for Prometheus")
@DisplayNameGeneration(ReplaceUnderscores.class)
class ExpositionTest {
  @Test
  void have_help_type_and_value() {
    String text =
        new Exposition()
            .gauge("term", "Raft's term.", 7)
            .counter("x_total", "All.", 12)
            .labelled("info", "gauge", "One.", Map.of(Exposition.label("id", "a\"b\\c\nd"), 1L))
            .toString();

    assertEquals(
        """
        # HELP minos_node_term Raft's term.
        # TYPE minos_node_term gauge
        minos_node_term 7
        # HELP minos_node_x_total All.
        # TYPE minos_node_x_total counter
        minos_node_x_total 12
        # HELP minos_node_info One.
        # TYPE minos_node_info gauge
        minos_node_info{id="a\\"b\\\\c\\nd"} 1
        """,
        text);
    assertEquals(3, Scrape.of(text).types().size());
  }

  @Test
  void of_durations_are_in_seconds_and_cumulative() {
    Histogram histogram = new Histogram();
    histogram.record(TimeUnit.MICROSECONDS.toNanos(50));
    histogram.record(TimeUnit.MICROSECONDS.toNanos(50) + 1);
    histogram.record(TimeUnit.MILLISECONDS.toNanos(3));
    histogram.record(TimeUnit.SECONDS.toNanos(60));

    Scrape scrape =
        Scrape.of(new Exposition().histogram("fsync_seconds", "Forces.", histogram).toString());

    String bucket = "minos_node_fsync_seconds_bucket{le=\"";
    assertEquals(1, scrape.value(bucket + "5.0E-5\"}"));
    assertEquals(2, scrape.value(bucket + "1.0E-4\"}"));
    assertEquals(2, scrape.value(bucket + "0.0025\"}"));
    assertEquals(3, scrape.value(bucket + "0.005\"}"));
    assertEquals(3, scrape.value(bucket + "10.0\"}"));
    assertEquals(4, scrape.value(bucket + "+Inf\"}"));
    assertEquals(4, scrape.value("minos_node_fsync_seconds_count"));
    assertEquals(60.003100001, scrape.value("minos_node_fsync_seconds_sum"), 1e-9);
  }
}
