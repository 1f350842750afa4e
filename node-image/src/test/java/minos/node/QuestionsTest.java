package minos.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import minos.client.Request;
import minos.client.Response;
import minos.kv.Query;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayName("Questions in hand")
@DisplayNameGeneration(ReplaceUnderscores.class)
class QuestionsTest {
  private final Questions questions = new Questions();
  private final List<Response> answers = new ArrayList<>();

  private Question question(long id) {
    return new Question(new Request.Read(id, new Query.Get("x")), answers::add, Optional.empty());
  }

  private static Response noSpace(Question question) {
    return new Response.NoSpace(question.request().id());
  }

  @Test
  void have_numbers_of_their_own_whatever_their_clients_call_them() {
    Question one = question(7);
    Question other = question(7);

    long first = questions.add(one);
    long second = questions.add(other);

    assertEquals(2, questions.size());
    assertEquals(Optional.of(one), questions.find(first));
    assertEquals(Optional.of(other), questions.find(second));
  }

  @Test
  void are_answered_in_any_order_each_for_itself() {
    long first = questions.add(question(7));
    long second = questions.add(question(8));

    questions.answer(second, QuestionsTest::noSpace);
    questions.answer(first, QuestionsTest::noSpace);

    assertEquals(List.of(new Response.NoSpace(8), new Response.NoSpace(7)), answers);
  }

  @Test
  void are_in_hand_no_more_once_they_are_answered() {
    long number = questions.add(question(7));

    questions.answer(number, QuestionsTest::noSpace);

    assertEquals(0, questions.size());
    assertEquals(Optional.empty(), questions.find(number));
  }

  @Test
  void are_never_answered_twice() {
    long number = questions.add(question(7));
    questions.answer(number, QuestionsTest::noSpace);

    IllegalStateException twice =
        assertThrows(
            IllegalStateException.class, () -> questions.answer(number, QuestionsTest::noSpace));

    assertEquals("a second answer to question " + number, twice.getMessage());
    assertEquals(1, answers.size());
  }

  @Test
  void never_get_the_number_of_an_answered_one() {
    long first = questions.add(question(7));
    questions.answer(first, QuestionsTest::noSpace);

    assertEquals(first + 1, questions.add(question(8)));
  }
}
