package minos.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import minos.cluster.BrokenOff;
import minos.cluster.Owner;
import minos.fault.Fault;
import minos.fault.Fault.Family;
import minos.fault.Journal;

/**
 * {@code in-force.jsonl}: each fault before it is injected, each family of them as it is healed,
 * and the end of it all. Every line is forced to disk, so that after a {@code kill -9} the next
 * start knows what is to be healed.
 */
public final class FaultJournal implements Journal {
  static final String FILE = "in-force.jsonl";

  private static final String RUN = "run";
  private static final String OWNER = "owner";
  private static final String BREAKING = "breaking";
  private static final String HEALED = "healed";
  private static final String OVER = "over";
  private static final String NANOS = "nanos";

  private final FileChannel file;
  private final boolean keep;
  private final Set<Family> inForce = EnumSet.noneOf(Family.class);

  private FaultJournal(FileChannel file, boolean keep) {
    this.file = file;
    this.keep = keep;
  }

  /**
   * Begins that of a run.
   *
   * @param keep whether the cluster outlives the run
   */
  static FaultJournal begin(RunFolder folder, String run, boolean keep) throws StoreFailed {
    Path path = folder.path().resolve(FILE);
    try {
      FileChannel file =
          FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      append(file, Json.object().put(RUN, run).put(OWNER, Owner.self().label()));
      return new FaultJournal(file, keep);
    } catch (IOException e) {
      throw StoreFailed.writing(path, e);
    }
  }

  @Override
  public void breaking(Fault fault, long nanos) {
    inForce.add(fault.family());
    append(Json.object().put(BREAKING, fault.label()).put(NANOS, nanos));
  }

  @Override
  public void healed(Family family, long nanos) {
    inForce.remove(family);
    append(Json.object().put(HEALED, family.label()).put(NANOS, nanos));
  }

  private void append(ObjectNode line) {
    try {
      append(file, line);
    } catch (IOException e) {
      throw new UncheckedIOException("the journal of faults cannot be written", e);
    }
  }

  private static void append(FileChannel file, ObjectNode line) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
    while (bytes.hasRemaining()) {
      file.write(bytes);
    }
    file.force(false);
  }

  /** It is over, unless faults are in force in a cluster that stays. */
  @Override
  public void close() {
    try (file) {
      if (!keep || inForce.isEmpty()) {
        append(file, Json.object().put(OVER, keep ? "healed" : "removed"));
      }
    } catch (IOException e) {
      // Then the next start looks for what is left, and finds nothing.
    }
  }

  /**
   * What the journal of a run holds whose process has ended before it was over.
   *
   * @param inForce label and family of each fault that was not seen to be healed
   */
  public record Unfinished(Path file, String run, Map<String, Family> inForce) {
    /** In one line, for people. */
    public String sentence() {
      return inForce.isEmpty()
          ? run + " was killed while no fault was in force"
          : run + " was killed while in force: " + String.join(", ", inForce.keySet());
    }

    /** For who can heal it; empty where there was no fault. */
    Optional<BrokenOff> brokenOff() {
      return inForce.isEmpty()
          ? Optional.empty()
          : Optional.of(new BrokenOff(run, inForce.values().stream().anyMatch(Family::isWithin)));
    }

    /** Notes that nothing of it is left, so that it is found no more. */
    void settle(String how) throws StoreFailed {
      try (FileChannel journal = FileChannel.open(file, StandardOpenOption.APPEND)) {
        // The last line may be a part of one.
        journal.write(ByteBuffer.wrap(new byte[] {'\n'}));
        append(journal, Json.object().put(OVER, how));
      } catch (IOException e) {
        throw StoreFailed.writing(file, e);
      }
    }
  }

  /**
   * Reads a journal; empty if it is over or its process lives.
   *
   * @throws StoreFailed if it cannot be read
   */
  static Optional<Unfinished> unfinished(Path file) throws StoreFailed {
    String run = "";
    Optional<Owner> owner = Optional.empty();
    Map<String, Family> inForce = new TreeMap<>();
    for (JsonNode line : lines(file)) {
      if (line.has(OVER)) {
        return Optional.empty();
      }
      if (line.has(RUN)) {
        run = line.path(RUN).asText();
        owner = Owner.parse(line.path(OWNER).asText());
      }
      Fault.labelled(line.path(BREAKING).asText())
          .ifPresent(fault -> inForce.put(fault.label(), fault.family()));
      inForce.values().removeIf(family -> family.label().equals(line.path(HEALED).asText()));
    }
    return owner.filter(Owner::isGone).isPresent()
        ? Optional.of(new Unfinished(file, run, Map.copyOf(inForce)))
        : Optional.empty();
  }

  /** Whole lines only: a fault whose line is cut off has not been injected. */
  private static List<JsonNode> lines(Path file) throws StoreFailed {
    try {
      return Files.readAllLines(file).stream().flatMap(line -> parsed(line).stream()).toList();
    } catch (IOException e) {
      throw StoreFailed.reading(file, e);
    }
  }

  private static Optional<JsonNode> parsed(String line) {
    try {
      return line.isBlank() ? Optional.empty() : Optional.of(Json.parse(line));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }
}
