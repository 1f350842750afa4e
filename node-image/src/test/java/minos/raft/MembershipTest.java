package minos.raft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import minos.bytes.Malformed;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayName("A membership")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class MembershipTest {
  private static final NodeId ANNA = new NodeId("anna");
  private static final NodeId BERT = new NodeId("bert");
  private static final NodeId CARL = new NodeId("carl");
  private static final NodeId DORA = new NodeId("dora");
  private static final Membership JOINT =
      new Membership(
          set(ANNA, BERT),
          set(ANNA, CARL),
          set(CARL, DORA),
          new TreeMap<>(
              Map.of(
                  ANNA,
                  new Member("host-a:1", -7),
                  BERT,
                  new Member("", Long.MAX_VALUE),
                  CARL,
                  Member.at("host-c:3"),
                  DORA,
                  Member.at("\u00fc"))));

  @Test
  void comes_out_of_its_bytes_as_it_went_in() throws Malformed {
    for (Membership membership : List.of(JOINT, Membership.NOBODY, Membership.of(set(ANNA)))) {
      assertEquals(membership, MembershipCodec.decode(MembershipCodec.encode(membership)));
    }
  }

  @Test
  void is_malformed_when_bytes_are_missing_or_too_many() {
    byte[] bytes = MembershipCodec.encode(JOINT).bytes();

    for (int length = 0; length < bytes.length; length++) {
      Payload part = new Payload(Arrays.copyOf(bytes, length));
      assertThrows(Malformed.class, () -> MembershipCodec.decode(part), "first " + length);
    }
    Payload longer = new Payload(Arrays.copyOf(bytes, bytes.length + 1));
    assertThrows(Malformed.class, () -> MembershipCodec.decode(longer));
  }

  @Test
  void made_of_random_bytes_is_malformed_or_a_membership_but_never_anything_worse() {
    Random random = new Random(1);
    byte[] whole = MembershipCodec.encode(JOINT).bytes();
    int refused = 0;
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = whole.clone();
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      try {
        assertTrue(MembershipCodec.decode(new Payload(bytes)).members().size() <= 4);
      } catch (Malformed e) {
        refused++;
      }
    }

    assertTrue(refused > 5_000, "refused " + refused);
  }

  @Test
  void has_everybody_who_takes_part_and_nobody_else() {
    assertEquals(set(ANNA, BERT, CARL, DORA), JOINT.all());
    assertThrows(
        InvariantViolated.class,
        () -> new Membership(set(ANNA), set(), set(), new TreeMap<>(JOINT.members())));
    assertThrows(InvariantViolated.class, () -> new Membership(set(ANNA), set(), set(ANNA)));
    assertThrows(InvariantViolated.class, () -> new Membership(set(), set(), set(ANNA)));
  }

  @Test
  void that_is_wanted_again_is_the_same() {
    Membership now = Membership.of(set(ANNA, BERT, CARL));
    MembershipChange change =
        MembershipChange.replace(CARL, DORA, "d:4")
            .and(MembershipChange.addLearner(new NodeId("emil"), "e:5"));

    Membership goal = change.goal(now);

    assertEquals(set(ANNA, BERT, DORA), goal.voters());
    assertEquals(set(new NodeId("emil")), goal.learners());
    assertEquals(
        Optional.of("d:4"), Optional.ofNullable(goal.members().get(DORA)).map(Member::address));
    assertEquals(goal, change.goal(goal));
  }

  @Test
  void refuses_a_change_that_makes_no_sense_and_says_why() {
    Membership now = Membership.of(set(ANNA, BERT));

    assertEquals(
        Optional.of("the change names no server"),
        new MembershipChange(new TreeMap<>(), new TreeMap<>(), set()).objectionIn(now));
    assertEquals(
        Optional.of("anna cannot leave and join in one change: remove it first"),
        MembershipChange.replace(ANNA, ANNA, "a:1").objectionIn(now));
    assertEquals(
        Optional.of("bert is a voter: remove it before it becomes a learner"),
        MembershipChange.addLearner(BERT, "b:2").objectionIn(now));
    assertEquals(
        Optional.of("nobody would be left to vote"),
        MembershipChange.remove(ANNA).and(MembershipChange.remove(BERT)).objectionIn(now));
    assertEquals(Optional.empty(), MembershipChange.remove(CARL).objectionIn(now), "already done");
  }

  private static SortedSet<NodeId> set(NodeId... ids) {
    return new TreeSet<>(List.of(ids));
  }
}
