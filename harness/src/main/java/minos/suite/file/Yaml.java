package minos.suite.file;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads one YAML document as a tree whose nodes know their lines; no anchors, no tags. */
final class Yaml {
  private static final YAMLFactory FACTORY = new YAMLFactory();

  private final String file;
  private final JsonParser parser;

  private Yaml(String file, JsonParser parser) {
    this.file = file;
    this.parser = parser;
  }

  /**
   * @param file named in errors
   */
  static Node read(String file, String text) throws SuiteMalformed {
    try (YAMLParser parser = FACTORY.createParser(text)) {
      Yaml yaml = new Yaml(file, parser);
      if (parser.nextToken() == null) {
        throw new SuiteMalformed(file, 1, "the file is empty; a suite needs scenarios or a matrix");
      }
      Node root = yaml.node();
      if (parser.nextToken() != null) {
        throw yaml.malformed("a second document; a file holds one suite");
      }
      return root;
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNr());
      throw new SuiteMalformed(file, line, "no YAML: " + firstLine(e.getOriginalMessage()));
    } catch (IOException e) {
      throw new IllegalStateException("a text in memory cannot be read", e);
    }
  }

  private Node node() throws IOException, SuiteMalformed {
    int line = line();
    return switch (parser.currentToken()) {
      case START_OBJECT -> new Node.Mapping(line, mapping());
      case START_ARRAY -> new Node.Sequence(line, elements());
      case VALUE_NULL -> new Node.Scalar(line, "");
      case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_TRUE, VALUE_FALSE ->
          scalar(line);
      case VALUE_EMBEDDED_OBJECT, END_OBJECT, END_ARRAY, FIELD_NAME, NOT_AVAILABLE ->
          throw malformed("expected a value; write it out here");
    };
  }

  private Node scalar(int line) throws IOException, SuiteMalformed {
    if (parser instanceof YAMLParser yaml && yaml.isCurrentAlias()) {
      throw malformed(
          "aliases (*" + parser.getText() + ") are not read; use 'defaults', or repeat it");
    }
    return new Node.Scalar(line, parser.getText().strip());
  }

  private Map<String, Node.Entry> mapping() throws IOException, SuiteMalformed {
    Map<String, Node.Entry> keys = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      int line = line();
      parser.nextToken();
      Node.Entry earlier = keys.put(key, new Node.Entry(line, node()));
      if (earlier != null) {
        throw new SuiteMalformed(
            file, line, "'" + key + "' again, first in line " + earlier.line() + "; keep one");
      }
    }
    return keys;
  }

  private List<Node> elements() throws IOException, SuiteMalformed {
    List<Node> elements = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      elements.add(node());
    }
    return elements;
  }

  private int line() {
    return parser.currentTokenLocation().getLineNr();
  }

  private SuiteMalformed malformed(String what) {
    return new SuiteMalformed(file, line(), what);
  }

  private static String firstLine(String message) {
    return message.lines().findFirst().orElse("").strip();
  }
}
