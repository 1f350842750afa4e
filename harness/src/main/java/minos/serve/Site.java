package minos.serve;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongSupplier;
import minos.store.StoreFailed;
import minos.store.runs.RunIndex;
import minos.store.runs.RunQuery;
import minos.store.runs.RunSummary;

/** What is answered to whom: addresses to pages. Knows no sockets, and writes nothing. */
final class Site {
  private static final String FILES = "/files/";
  private static final String ZIP = "/zip/";
  private static final long FRESH_NANOS = 1_000_000_000;

  private final RunIndex index;
  private final Walls walls;
  private final Path results;
  private final LongSupplier nanos;
  private List<RunSummary> runs = List.of();
  private long readAt;
  private boolean read;

  /**
   * @param nanos a clock that only goes forward
   */
  Site(Path results, LongSupplier nanos) {
    this.results = results;
    this.nanos = nanos;
    this.index = new RunIndex(results);
    this.walls = new Walls(results);
  }

  /**
   * @param path of the address, still encoded
   */
  Answer answer(String path, Query query) {
    try {
      return switch (path) {
        case "/" -> Answer.page(RunsPage.of(fitting(query), query));
        case "/compare" -> ComparePage.of(walls, query);
        case "/trends" -> Answer.page(TrendsPage.of(fitting(query), query));
        case "/suites" -> Answer.page(SuitesPage.of(Nights.of(results), query));
        case "/robots.txt" -> Answer.refused(200, "User-agent: *\nDisallow: /");
        default -> ofFiles(path);
      };
    } catch (IllegalArgumentException e) {
      return Answer.refused(400, String.valueOf(e.getMessage()));
    } catch (StoreFailed | IOException e) {
      return Answer.refused(500, String.valueOf(e.getMessage()));
    }
  }

  /** Fills what is asked for first, so that the first page comes fast. */
  void warmUp() throws StoreFailed {
    runs();
  }

  /** The folder is looked through once a second at most. */
  private synchronized List<RunSummary> runs() throws StoreFailed {
    if (!read || nanos.getAsLong() - readAt >= FRESH_NANOS) {
      runs = index.runs();
      readAt = nanos.getAsLong();
      read = true;
    }
    return runs;
  }

  private List<RunSummary> fitting(Query query) throws StoreFailed {
    return RunQuery.parse(query.text("q"), query.text("sort")).of(runs());
  }

  private Answer ofFiles(String path) throws IOException {
    if (path.startsWith(FILES)) {
      return Folder.answer(walls, path.substring(FILES.length()));
    }
    if (path.startsWith(ZIP) && path.endsWith(".zip")) {
      return Folder.zip(walls, path.substring(ZIP.length(), path.length() - ".zip".length()));
    }
    return Answer.refused(404, "there is no such page");
  }
}
