package minos.history;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One JSON line to an op. Objects to everything that is not exactly one op. */
final class OpParser {
  private static final JsonFactory JSON = new JsonFactory();
  private static final int INDEX = 1;
  private static final int TIME = 2;
  private static final int PROCESS = 4;
  private static final int TYPE = 8;
  private static final int F = 16;
  private static final int KEY = 32;
  private static final int VALUE = 64;
  private static final String[] REQUIRED = {"index", "time", "process", "type", "f"};

  private int present;
  private long index;
  private long time;
  private int process;
  private Op.Type type = Op.Type.INVOKE;
  private String f = "";
  private @Nullable Object key;
  private @Nullable Object value;
  private Map<String, Object> extra = Map.of();
  private long column = 1;

  /**
   * @throws IllegalArgumentException if it is JSON, but no op; says what was expected
   * @throws com.fasterxml.jackson.core.JsonProcessingException if it is no JSON
   */
  Op parse(byte[] bytes, int from, int length) throws IOException {
    present = 0;
    key = null;
    value = null;
    extra = Map.of();
    column = 1;
    try (JsonParser json = JSON.createParser(bytes, from, length)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new IllegalArgumentException("expected a JSON object, one a line");
      }
      for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
        json.nextToken();
        try {
          field(name, json);
        } catch (IllegalArgumentException e) {
          column = json.currentTokenLocation().getColumnNr();
          throw e;
        }
      }
      if (json.nextToken() != null) {
        column = json.currentTokenLocation().getColumnNr();
        throw new IllegalArgumentException(
            "more than one JSON value in one line, expected the end of the line");
      }
    }
    column = 1;
    for (int i = 0; i < REQUIRED.length; i++) {
      if ((present & (1 << i)) == 0) {
        throw new IllegalArgumentException("field \"" + REQUIRED[i] + "\" is missing");
      }
    }
    return new Op(index, time, process, type, f, key, value, extra);
  }

  /** Where the last objection is to be found, from 1: the value of the field, or the line. */
  long column() {
    return column;
  }

  private void field(String name, JsonParser json) throws IOException {
    switch (name) {
      case "index" -> {
        once(INDEX, name);
        index = natural(name, json);
      }
      case "time" -> {
        once(TIME, name);
        time = natural(name, json);
      }
      case "process" -> {
        once(PROCESS, name);
        process = process(json);
      }
      case "type" -> {
        once(TYPE, name);
        type = type(json);
      }
      case "f" -> {
        once(F, name);
        f = f(json);
      }
      case "key" -> {
        once(KEY, name);
        key = value(json);
      }
      case "value" -> {
        once(VALUE, name);
        value = value(json);
      }
      default -> extra(name, json);
    }
  }

  @SuppressWarnings("NullAway") // JSON has null as a value; the port says Object
  private void extra(String name, JsonParser json) throws IOException {
    if (extra.isEmpty()) {
      extra = new TreeMap<>();
    }
    if (extra.containsKey(name)) {
      throw new IllegalArgumentException("field \"" + name + "\" stands twice, expected it once");
    }
    extra.put(name, value(json));
  }

  private void once(int bit, String name) {
    if ((present & bit) != 0) {
      throw new IllegalArgumentException("field \"" + name + "\" stands twice, expected it once");
    }
    present |= bit;
  }

  private static long natural(String name, JsonParser json) throws IOException {
    if (json.currentToken() == JsonToken.VALUE_NUMBER_INT
        && json.getNumberType() != JsonParser.NumberType.BIG_INTEGER
        && json.getLongValue() >= 0) {
      return json.getLongValue();
    }
    throw unexpected(name, json, "a whole number from 0");
  }

  private static int process(JsonParser json) throws IOException {
    if (json.currentToken() == JsonToken.VALUE_STRING && json.getText().equals("nemesis")) {
      return Op.NEMESIS;
    }
    if (json.currentToken() == JsonToken.VALUE_NUMBER_INT
        && json.getNumberType() == JsonParser.NumberType.INT
        && json.getIntValue() >= 0) {
      return json.getIntValue();
    }
    throw unexpected("process", json, "a whole number from 0, or \"nemesis\"");
  }

  private static Op.Type type(JsonParser json) throws IOException {
    String word = json.currentToken() == JsonToken.VALUE_STRING ? json.getText() : "";
    return switch (word) {
      case "invoke" -> Op.Type.INVOKE;
      case "ok" -> Op.Type.OK;
      case "fail" -> Op.Type.FAIL;
      case "info" -> Op.Type.INFO;
      default -> throw unexpected("type", json, "\"invoke\", \"ok\", \"fail\" or \"info\"");
    };
  }

  private static String f(JsonParser json) throws IOException {
    if (json.currentToken() != JsonToken.VALUE_STRING || json.getText().isEmpty()) {
      throw unexpected("f", json, "the name of an operation, such as \"read\"");
    }
    return json.getText();
  }

  private static IllegalArgumentException unexpected(String name, JsonParser json, String expected)
      throws IOException {
    String found =
        switch (json.currentToken()) {
          case START_OBJECT -> "an object";
          case START_ARRAY -> "a list";
          case VALUE_STRING -> "\"" + json.getText() + "\"";
          default -> json.getText();
        };
    return new IllegalArgumentException(
        "field \"" + name + "\" is " + found + ", expected " + expected);
  }

  /**
   * Any JSON value.
   *
   * @throws com.fasterxml.jackson.core.JsonProcessingException if it is none, or more than one
   */
  static @Nullable Object value(String text) throws IOException {
    try (JsonParser json = JSON.createParser(text)) {
      json.nextToken();
      Object value = value(json);
      if (json.nextToken() != null) {
        throw new JsonParseException(json, "more than one value");
      }
      return value;
    }
  }

  private static @Nullable Object value(JsonParser json) throws IOException {
    return switch (json.currentToken()) {
      case VALUE_NULL -> null;
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_STRING -> json.getText();
      case VALUE_NUMBER_INT -> json.getNumberValue();
      case VALUE_NUMBER_FLOAT -> json.getDoubleValue();
      case START_ARRAY -> {
        List<@Nullable Object> list = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
          list.add(value(json));
        }
        yield list;
      }
      case START_OBJECT -> {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
          json.nextToken();
          map.put(name, value(json));
        }
        yield map;
      }
      default -> throw new IllegalStateException("no value starts with " + json.currentToken());
    };
  }
}
