package minos.history;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Ops to JSON lines: fields in one order, the same bytes for equal ops. */
final class OpPrinter {
  private static final JsonFactory JSON =
      new JsonFactoryBuilder().rootValueSeparator((String) null).build();

  private final ByteArrayOutputStream buffer = new ByteArrayOutputStream(256);
  private final JsonGenerator json;

  OpPrinter() {
    try {
      json = JSON.createGenerator(buffer);
    } catch (IOException e) {
      throw new IllegalStateException("memory cannot be written to", e);
    }
  }

  /** Writes one line, newline included, in one piece. */
  void print(Op op, OutputStream out) throws IOException {
    buffer.reset();
    json.writeStartObject();
    json.writeNumberField("index", op.index());
    json.writeNumberField("time", op.time());
    if (op.isByNemesis()) {
      json.writeStringField("process", "nemesis");
    } else {
      json.writeNumberField("process", op.process());
    }
    json.writeStringField("type", word(op.type()));
    json.writeStringField("f", op.f());
    if (op.key() != null) {
      json.writeFieldName("key");
      write(op.key());
    }
    json.writeFieldName("value");
    write(op.value());
    for (Map.Entry<String, Object> field : op.extra().entrySet()) {
      json.writeFieldName(field.getKey());
      write(field.getValue());
    }
    json.writeEndObject();
    json.writeRaw('\n');
    json.flush();
    buffer.writeTo(out);
  }

  /** A value alone. */
  String text(@Nullable Object value) {
    try {
      buffer.reset();
      write(value);
      json.flush();
      return buffer.toString(StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("memory cannot be written to", e);
    }
  }

  private static String word(Op.Type type) {
    return switch (type) {
      case INVOKE -> "invoke";
      case OK -> "ok";
      case FAIL -> "fail";
      case INFO -> "info";
    };
  }

  private void write(@Nullable Object value) throws IOException {
    switch (value) {
      case null -> json.writeNull();
      case Long number -> json.writeNumber(number);
      case String text -> json.writeString(text);
      case Boolean truth -> json.writeBoolean(truth);
      case Double number -> json.writeNumber(number);
      case BigInteger number -> json.writeNumber(number);
      case List<?> list -> {
        json.writeStartArray();
        for (Object element : list) {
          write(element);
        }
        json.writeEndArray();
      }
      case Map<?, ?> map -> {
        json.writeStartObject();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
          json.writeFieldName(String.valueOf(entry.getKey()));
          write(entry.getValue());
        }
        json.writeEndObject();
      }
      default -> throw new IllegalStateException("no op can hold " + value.getClass());
    }
  }
}
