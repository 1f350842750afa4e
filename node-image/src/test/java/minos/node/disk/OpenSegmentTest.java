package minos.node.disk;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The segment that is being written")
@DisplayNameGeneration(ReplaceUnderscores.class)
class OpenSegmentTest {
  private static final int BUFFER = 128;
  private static final long CAPACITY = 4096;
  private static final int CHAIN = 42;

  private final Disk.File file = new MemoryDisk().open("segment");

  private OpenSegment segmentUpTo(long end) {
    return new OpenSegment(BUFFER, file, CAPACITY, end, CHAIN);
  }

  private static LogRecord record(long index, int payloadBytes) {
    byte[] payload = new byte[payloadBytes];
    payload[0] = (byte) index;
    return new LogRecord(LogRecord.Kind.COMMAND, 3, index, payload);
  }

  @ParameterizedTest(name = "{0}, of which {1} are written, takes {2} more: {3}")
  @CsvSource({
    "4096, 4000, 96, true",
    "4096, 4000, 97, false",
    "4096, 512, 3584, true",
    "4096, 512, 999999, true",
    "4096, 520, 999999, false"
  })
  void takes_what_fits_and_anything_as_its_first(
      long capacity, long end, long more, boolean takes) {
    assertEquals(512, SegmentHeader.BYTES);
    assertEquals(takes, new OpenSegment(BUFFER, file, capacity, end, CHAIN).takes(more));
  }

  @ParameterizedTest(name = "up to {0}: {1}")
  @CsvSource({"3071, false", "3072, true", "4096, true", "5000, true"})
  void is_nearly_full_from_three_quarters_on(long end, boolean full) {
    assertEquals(full, segmentUpTo(end).isNearlyFull());
  }

  /** Whether they gather, are flushed on the way, or are too large to gather at all. */
  @ParameterizedTest(name = "of {0}, {1} and {2} bytes")
  @CsvSource({"8, 8, 8", "8, 100, 8", "104, 105, 1", "8, 500, 8", "500, 8, 600", "1, 104, 104"})
  void holds_its_records_one_after_the_other_each_chained_to_the_one_before(
      int first, int second, int third) throws IOException {
    LogRecord[] records = {record(1, first), record(2, second), record(3, third)};
    OpenSegment segment = segmentUpTo(1000);
    ByteBuffer expected = ByteBuffer.allocate(2000);
    int chain = CHAIN;

    for (LogRecord record : records) {
      segment.write(record);
      chain = record.writeTo(expected, chain);
    }
    segment.flush();

    assertEquals(chain, segment.chain());
    assertEquals(1000 + expected.position(), segment.end());
    byte[] bytes = new byte[expected.flip().remaining()];
    expected.get(bytes);
    assertArrayEquals(bytes, file.read(1000, bytes.length));
    assertEquals(1000 + bytes.length, file.size());
  }

  @Test
  void writes_nothing_before_it_must() throws IOException {
    OpenSegment segment = segmentUpTo(1000);

    segment.write(record(1, 8));

    assertEquals(0, file.size());
    assertEquals(1000, segment.end(), "as far as the file goes");
  }

  @Test
  void flushes_nothing_twice() throws IOException {
    OpenSegment segment = segmentUpTo(1000);
    segment.write(record(1, 8));
    segment.flush();

    segment.flush();

    assertEquals(1032, segment.end());
    assertEquals(1032, file.size());
  }

  @Test
  void goes_on_after_the_header_of_another_file() throws IOException {
    OpenSegment segment = segmentUpTo(4090);
    Disk.File next = new MemoryDisk().open("next");

    segment.goOnIn(next, 1024, 7);
    segment.write(record(1, 8));
    segment.flush();

    assertEquals(512 + 32, segment.end());
    assertEquals(512 + 32, next.size());
    assertEquals(0, file.size());
    assertEquals(record(1, 8).writeTo(ByteBuffer.allocate(32), 7), segment.chain());
    assertTrue(segment.takes(480));
    assertFalse(segment.takes(481));
  }
}
