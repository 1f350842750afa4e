package minos.history.convert;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import minos.history.Op;

/** A map a line, as Jepsen writes {@code history.edn}. */
record EdnWriter(Keys keys, Losses losses) implements OpWriter {

  @Override
  public String line(Op op) throws CannotHold {
    List<String> fields = new ArrayList<>();
    fields.add(":index " + op.index());
    fields.add(":time " + op.time());
    fields.add(":process " + (op.isByNemesis() ? ":nemesis" : String.valueOf(op.process())));
    fields.add(":type :" + op.type().name().toLowerCase(Locale.ROOT));
    fields.add(":f " + EdnText.name(op.f()));
    boolean client = !op.isByNemesis();
    if (client && keys == Keys.FIELDS) {
      fields.add(":key " + EdnText.value(op.key()));
      losses.add("says which object by :key, which Jepsen and Knossos do not know");
    }
    fields.add(
        ":value "
            + EdnText.value(
                client && keys == Keys.TUPLES ? Arrays.asList(op.key(), op.value()) : op.value()));
    for (Map.Entry<String, Object> field : op.extra().entrySet()) {
      fields.add(EdnText.name(field.getKey()) + " " + EdnText.value(field.getValue()));
    }
    return "{" + String.join(", ", fields) + "}\n";
  }
}
