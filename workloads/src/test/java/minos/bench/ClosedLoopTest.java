package minos.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import java.util.stream.Stream;
import minos.client.Response;
import minos.kv.Reply;
import minos.raft.NodeId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A load that is served no more")
@DisplayNameGeneration(ReplaceUnderscores.class)
class ClosedLoopTest {
  private static final String BUSY =
      ": this machine has other things to do; try again when it is quieter";

  @ParameterizedTest
  @MethodSource("refusalsAndReasons")
  void says_why_in_one_line(Response refusal, String why) {
    assertEquals(why, ClosedLoop.why(refusal));
  }

  static Stream<Arguments> refusalsAndReasons() {
    Optional<NodeId> next = Optional.of(new NodeId("n2"));
    return Stream.of(
        Arguments.of(new Response.Rejected(7, next), "the leader lost its office to n2" + BUSY),
        Arguments.of(
            new Response.Rejected(7, Optional.empty()), "the leader lost its office" + BUSY),
        Arguments.of(
            new Response.Indeterminate(7, next), "the leader lost its office to n2" + BUSY),
        Arguments.of(new Response.NoSpace(7), "the leader's disk is full"),
        Arguments.of(new Response.Declined(7, "no"), "the leader declines: no"),
        Arguments.of(
            new Response.Answered(7, new Reply.NoSession()), "the leader answers NoSession[]"));
  }
}
