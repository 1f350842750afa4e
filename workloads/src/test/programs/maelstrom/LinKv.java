import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A node for Maelstrom's workload lin-kv: right if it is alone, wrong with others, since it tells
 * them nothing. Run as {@code java LinKv.java}; knows of JSON what this needs.
 */
final class LinKv {
  private static final Map<String, String> VALUES = new HashMap<>();

  public static void main(String[] args) throws IOException {
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      System.out.println(
          "{\"src\":%s,\"dest\":%s,\"body\":{\"in_reply_to\":%s,%s}}"
              .formatted(
                  field(line, "dest"), field(line, "src"), field(line, "msg_id"), answer(line)));
    }
  }

  private static String answer(String line) {
    String key = field(line, "key");
    String value = VALUES.get(key);
    switch (field(line, "type")) {
      case "\"read\"":
        return value == null ? error(20) : "\"type\":\"read_ok\",\"value\":" + value;
      case "\"write\"":
        VALUES.put(key, field(line, "value"));
        return "\"type\":\"write_ok\"";
      case "\"cas\"":
        if (value == null) {
          return error(20);
        }
        if (!value.equals(field(line, "from"))) {
          return error(22);
        }
        VALUES.put(key, field(line, "to"));
        return "\"type\":\"cas_ok\"";
      default:
        return "\"type\":\"init_ok\"";
    }
  }

  private static String error(int code) {
    return "\"type\":\"error\",\"code\":" + code;
  }

  private static String field(String line, String name) {
    Matcher found = Pattern.compile("\"" + name + "\":(\"[^\"]*\"|-?\\d+)").matcher(line);
    return found.find() ? found.group(1) : "";
  }
}
