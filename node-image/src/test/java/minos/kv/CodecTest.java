package minos.kv;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import minos.bytes.Decoder;
import minos.bytes.Encoder;
import minos.bytes.Malformed;
import minos.kv.Command.Change;
import minos.kv.Command.InSession;
import minos.kv.Command.OpenSession;
import minos.raft.Payload;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The codecs")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class CodecTest {

  static Stream<Command> commands() {
    return Stream.of(
        new OpenSession(),
        new InSession(1, 2, 1, new Change.Put("key", "value")),
        new InSession(Long.MAX_VALUE, 127, 128, new Change.Put("", "")),
        new InSession(-1, Long.MIN_VALUE, 0, new Change.Delete("schlüssel ☃ 𝄞")),
        new InSession(1, 3, 1, new Change.Put("\uFFFD", "stands for itself: \uFFFD")),
        new InSession(300, 16384, 16383, new Change.CompareAndSet("k", "old", "new")),
        new InSession(1, 1, 0, new Change.Put("k", "x".repeat(100_000))),
        in(new Counter.Add("c", -3)),
        in(new TextSet.Add("s", "e")),
        in(new TextSet.Remove("s", "e")),
        in(new TextList.Append("l", "e")),
        in(new Queue.Create("label")),
        in(new Queue.Push(300, "e")),
        in(new Queue.Pop(Long.MAX_VALUE)),
        in(new Lock.Acquire("m", "anna")),
        in(new Lock.Release("m", "anna")),
        in(new Transaction(List.of())),
        in(
            new Transaction(
                List.of(
                    new Transaction.Append("x", "1"),
                    new Transaction.Read("y"),
                    new Transaction.Append("", "")))));
  }

  static Stream<Reply> replies() {
    return Stream.of(
        new Reply.SessionOpened(1L << 40),
        new Reply.NoSession(),
        new Reply.Done(),
        new Reply.Swapped(true),
        new Reply.Swapped(false),
        new Reply.Value(Optional.empty()),
        new Reply.Value(Optional.of("")),
        new Reply.Value(Optional.of("wert ☃")),
        new Reply.WrongKind("n", Kind.REGISTER),
        new Reply.WrongKind("", Kind.LOCK),
        new Reply.NoQueue(-1),
        new Reply.Amount(Long.MIN_VALUE),
        new Reply.Changed(true),
        new Reply.Found(false),
        new Reply.Values(List.of()),
        new Reply.Values(List.of("b", "", "a")),
        new Reply.QueueId(OptionalLong.empty()),
        new Reply.QueueId(OptionalLong.of(7)),
        new Reply.Acquired(1),
        new Reply.Held("anna"),
        new Reply.Holder(Optional.empty(), 3),
        new Reply.Holder(Optional.of("anna"), 4),
        new Reply.Reads(List.of()),
        new Reply.Reads(List.of(List.of("a", "b"), List.of())));
  }

  static Stream<Query> queries() {
    return Stream.of(
        new Query.Get("schlüssel"),
        new Counter.Read("c"),
        new TextSet.Contains("s", "e"),
        new TextSet.Read("s"),
        new TextList.Read("l"),
        new Queue.IdOf("label"),
        new Queue.Top(1),
        new Queue.Size(1L << 50),
        new Lock.Look("m"));
  }

  @Test
  void know_samples_of_every_kind() {
    assertEquals(kinds(Change.class), classes(commands().flatMap(CodecTest::change)));
    assertEquals(kinds(Reply.class), classes(replies()));
    assertEquals(kinds(Query.class), classes(queries()));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void bring_a_command_back(Command command) throws Malformed {
    assertEquals(command, CommandCodec.decode(CommandCodec.encode(command)));
  }

  @ParameterizedTest
  @MethodSource("replies")
  void bring_a_reply_back(Reply reply) throws Malformed {
    Encoder bytes = new Encoder();
    ReplyCodec.encode(reply, bytes);

    assertEquals(reply, ReplyCodec.decode(new Decoder(bytes.toBytes())));
  }

  @ParameterizedTest
  @MethodSource("queries")
  void bring_a_query_back(Query query) throws Malformed {
    Encoder bytes = new Encoder();
    QueryCodec.encode(query, bytes);

    assertEquals(query, QueryCodec.decode(new Decoder(bytes.toBytes())));
  }

  @Test
  void are_compact() {
    Command command = new InSession(1000, 5, 4, new Change.Put("k", "v"));

    assertEquals("02e807050401016b0176", hex(CommandCodec.encode(command)));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "'', ends too early (byte 0)",
    "00, is a command of unknown kind 0 (byte 1)",
    "0100, 'goes on after its end, by 1 bytes (byte 1)'",
    "0201, ends too early (byte 2)",
    "02010100030561, counts 5 where 1 bytes are left (byte 6)",
    "020101000302c328, has a text that is not UTF-8 (byte 6)",
    "0201010063, is a change of unknown kind 99 (byte 5)",
    "020101000d7f, counts 127 where 0 bytes are left (byte 6)",
    "020101000d010300, is a transaction's step of unknown kind 3 (byte 7)",
    "02ffffffffffffffffffff7f, has a number of more than 64 bits (byte 11)"
  })
  void say_what_is_wrong_with_bytes_that_are_no_command(String hex, String message) {
    Payload bytes = new Payload(HexFormat.of().parseHex(hex));

    Malformed error = assertThrows(Malformed.class, () -> CommandCodec.decode(bytes));

    assertEquals(message, error.getMessage());
  }

  @ParameterizedTest
  @MethodSource("commands")
  void refuse_every_shortened_command(Command command) {
    byte[] whole = CommandCodec.encode(command).bytes();

    for (int length = 0; length < Math.min(whole.length, 300); length++) {
      Payload part = new Payload(Arrays.copyOf(whole, length));
      assertThrows(Malformed.class, () -> CommandCodec.decode(part));
    }
  }

  @Test
  void fail_in_no_other_way_on_random_bytes() {
    SplittableRandom random = new SplittableRandom(1);
    int understood = 0;

    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = new byte[random.nextInt(12)];
      random.nextBytes(bytes);
      if (bytes.length > 0) {
        bytes[0] = (byte) (1 + random.nextInt(17));
      }
      understood += assertDoesNotThrow(() -> understands(new Payload(bytes))) ? 1 : 0;
    }

    assertTrue(understood > 0, "some random bytes are a reply");
  }

  private static Command in(Change change) {
    return new InSession(1, 2, 1, change);
  }

  private static Stream<Change> change(Command command) {
    return command instanceof InSession in ? Stream.of(in.change()) : Stream.of();
  }

  private static Set<Class<?>> classes(Stream<?> values) {
    return values.map(Object::getClass).collect(Collectors.toSet());
  }

  /** The records of a sealed family. */
  private static Set<Class<?>> kinds(Class<?> family) {
    return family.isSealed()
        ? Arrays.stream(family.getPermittedSubclasses())
            .flatMap(member -> kinds(member).stream())
            .collect(Collectors.toSet())
        : Set.of(family);
  }

  private static boolean understands(Payload payload) {
    boolean understood = false;
    try {
      CommandCodec.decode(payload);
      understood = true;
    } catch (Malformed expected) {
      // The documented answer.
    }
    try {
      QueryCodec.decode(new Decoder(payload.bytes()));
      understood = true;
    } catch (Malformed expected) {
      // The documented answer.
    }
    try {
      ReplyCodec.decode(new Decoder(payload.bytes()));
      understood = true;
    } catch (Malformed expected) {
      // The documented answer.
    }
    return understood;
  }

  private static String hex(Payload payload) {
    return HexFormat.of().formatHex(payload.bytes());
  }
}
