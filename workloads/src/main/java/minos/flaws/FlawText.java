package minos.flaws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import minos.raft.flaw.Flaw.Card;
import minos.raft.flaw.Property;
import minos.report.Wrapping;

/** Cards of flaws for people and for programs. */
final class FlawText {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
  private static final String CARD_INDENT = " ".repeat(8);
  private static final int LABEL = 12;

  private FlawText() {}

  /** A few lines each, grouped by what they break. */
  static List<String> catalogue(List<Card> cards, int columns) {
    List<String> lines = new ArrayList<>();
    for (Property property : Property.values()) {
      List<Card> breaking = cards.stream().filter(card -> card.breaks() == property).toList();
      if (!breaking.isEmpty()) {
        lines.add(name(property) + ": " + meaning(property));
        breaking.forEach(card -> lines.addAll(brief(card, columns)));
        lines.add("");
      }
    }
    lines.add(
        cards.size() + " flaws. One of them in full: minos flaws ID. Planted: minos run --flaw ID");
    return lines;
  }

  private static List<String> brief(Card card, int columns) {
    List<String> lines = new ArrayList<>();
    lines.addAll(hanging("  " + pad(card.id(), 6), card.title(), columns));
    lines.addAll(hanging(CARD_INDENT + "shows:  ", card.schedule(), columns));
    lines.addAll(hanging(CARD_INDENT + "source: ", card.citation(), columns));
    return lines;
  }

  /** The whole card, and how to see the flaw at work. */
  static List<String> full(Card card, int columns) {
    List<String> lines = new ArrayList<>();
    lines.addAll(hanging(card.id() + "  ", card.title(), columns));
    lines.addAll(
        hanging(
            label("breaks"), name(card.breaks()) + " (" + meaning(card.breaks()) + ")", columns));
    lines.addAll(hanging(label("seen in"), card.citation(), columns));
    lines.addAll(hanging(label("shows when"), card.schedule(), columns));
    lines.add(label("see it") + Sightings.command(card.id()));
    lines.add(label("") + "(" + Sightings.remark(card.id()) + ")");
    lines.add("");
    return lines;
  }

  static String json(List<Card> cards) {
    ArrayNode array = MAPPER.createArrayNode();
    for (Card card : cards) {
      array
          .addObject()
          .put("id", card.id())
          .put("title", card.title())
          .put("breaks", card.breaks().name().toLowerCase(Locale.ROOT))
          .put("citation", card.citation())
          .put("schedule", card.schedule());
    }
    try {
      return MAPPER.writeValueAsString(array);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of our own making is no JSON", e);
    }
  }

  private static String label(String text) {
    return "  " + pad(text, LABEL);
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(Math.max(1, width - text.length()));
  }

  private static List<String> hanging(String first, String text, int columns) {
    String rest = " ".repeat(first.length());
    List<String> lines = new ArrayList<>();
    for (String line : Wrapping.of(text, columns - first.length())) {
      lines.add((lines.isEmpty() ? first : rest) + line);
    }
    return lines;
  }

  private static String name(Property property) {
    return property.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static String meaning(Property property) {
    return switch (property) {
      case ELECTION_SAFETY -> "at most one leader a term";
      case LEADER_APPEND_ONLY -> "a leader never overwrites or deletes its own entries";
      case LOG_MATCHING -> "logs that agree on an entry agree on all before it";
      case LEADER_COMPLETENESS -> "what is committed is in the log of every later leader";
      case STATE_MACHINE_SAFETY -> "no two servers apply different commands at one index";
      case DURABILITY -> "what was acknowledged survives every crash the cluster is built for";
      case LINEARIZABILITY -> "every read sees what was acknowledged before it began";
      case EXACTLY_ONCE -> "a retried command takes effect once";
      case LIVENESS -> "clients are served again once a majority can talk";
    };
  }
}
