package minos.node;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import minos.client.Response;

/** The questions in hand, by the number under which the core knows them; each is answered once. */
final class Questions {
  private final Map<Long, Question> inHand = new LinkedHashMap<>();
  private long last;

  int size() {
    return inHand.size();
  }

  /** Takes a question in hand; answers its number. */
  long add(Question question) {
    inHand.put(++last, question);
    return last;
  }

  Optional<Question> find(long number) {
    return Optional.ofNullable(inHand.get(number));
  }

  /**
   * @throws IllegalStateException at a second answer
   */
  void answer(long number, Function<Question, Response> response) {
    Question question = inHand.remove(number);
    if (question == null) {
      throw new IllegalStateException("a second answer to question " + number);
    }
    question.answer().accept(response.apply(question));
  }
}
