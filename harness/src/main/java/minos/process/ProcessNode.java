package minos.process;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import minos.cluster.FaultNotInjected;
import minos.cluster.Node;
import minos.time.Await;
import minos.time.Time;
import org.jspecify.annotations.Nullable;

/** A node that is a program of the user's: one life of it after the other. */
final class ProcessNode implements Node {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration READY_LIMIT = Duration.ofSeconds(10);
  private static final Duration SIGNAL_LIMIT = Duration.ofSeconds(2);
  private static final int COMPLAINTS_MAX = 20;
  private static final int QUOTED_MAX = 120;

  private final String name;
  private final Setting setting;
  private final Path errors;

  /** Of the life before as well: what it never said is not in it. */
  private final List<String> complaints = new ArrayList<>();

  private @Nullable Life life;
  private boolean mayEnd = true;

  /**
   * What all nodes of a cluster share.
   *
   * @param words of the command, as the user gave them
   * @param folder of what they write to standard error
   * @param labels for the environment of every program
   */
  record Setting(
      Dialect dialect,
      Post post,
      Time time,
      List<String> words,
      Path folder,
      Map<String, String> labels) {}

  ProcessNode(String name, Setting setting) {
    this.name = name;
    this.setting = setting;
    this.errors = setting.folder().resolve(name + ".stderr");
  }

  /** From a start to an end. */
  final class Life implements Carrier.Hearer {
    private final CompletableFuture<Boolean> ready = new CompletableFuture<>();
    private final Program program;
    private final Carrier carrier;

    Life() throws IOException {
      boolean datagrams = setting.dialect().carriage() == Dialect.Carriage.DATAGRAMS;
      Optional<Datagrams> socket =
          datagrams ? Optional.of(new Datagrams(name, this)) : Optional.empty();
      OptionalInt port =
          socket.isPresent() ? OptionalInt.of(socket.get().port()) : OptionalInt.empty();
      try {
        program =
            Program.start(
                setting.dialect().command(setting.words(), name, port), errors, setting.labels());
      } catch (IOException e) {
        socket.ifPresent(Datagrams::close);
        throw e;
      }
      carrier =
          socket
              .<Carrier>map(it -> it)
              .orElseGet(() -> new Lines(name, program.output(), program.input(), this));
      setting.post().join(name, message -> carrier.send(bytes(message)));
      setting.dialect().greeting(name).ifPresent(message -> carrier.send(bytes(message)));
    }

    @Override
    public void said(byte[] message) {
      try {
        if (JSON.readTree(message) instanceof ObjectNode object) {
          setting.time().after(0, () -> hear(object));
          return;
        }
      } catch (IOException e) {
        // Said below, with what it was.
      }
      misbehaved("said what is no JSON object: " + quoted(message));
    }

    private void hear(ObjectNode message) {
      switch (setting.dialect().meaning(name, message)) {
        case Dialect.Meaning.Ready() -> ready.complete(true);
        case Dialect.Meaning.Talk(ObjectNode answer) -> carrier.send(bytes(answer));
        case Dialect.Meaning.Nonsense(String why) ->
            misbehaved(why + ": " + quoted(bytes(message)));
        case Dialect.Meaning.Mail(List<String> targets) ->
            targets.forEach(target -> setting.post().send(name, target, message));
      }
    }

    @Override
    public void misbehaved(String what) {
      complain(what);
    }

    void end() {
      setting.post().leave(name);
      carrier.close();
      ready.complete(false);
    }
  }

  private static byte[] bytes(JsonNode message) {
    try {
      return JSON.writeValueAsBytes(message);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree that cannot be written", e);
    }
  }

  private static String quoted(byte[] message) {
    String text = new String(message, StandardCharsets.UTF_8).strip();
    return text.length() <= QUOTED_MAX ? text : text.substring(0, QUOTED_MAX) + " ...";
  }

  private synchronized void complain(String what) {
    if (complaints.size() < COMPLAINTS_MAX) {
      complaints.add(name + " " + what);
    }
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void start() throws FaultNotInjected {
    if (state() != State.GONE) {
      return;
    }
    CompletableFuture<Boolean> ready = begin().ready;
    try {
      if (!ready.get(READY_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new FaultNotInjected(name + " was ended before it was ready");
      }
    } catch (TimeoutException e) {
      throw new FaultNotInjected(notReady(), e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FaultNotInjected("interrupted", e);
    }
  }

  /** Starts it without waiting until it is ready. */
  synchronized Life begin() throws FaultNotInjected {
    try {
      Life begun = new Life();
      life = begun;
      mayEnd = false;
      return begun;
    } catch (IOException e) {
      throw new FaultNotInjected(name + " cannot be started: " + e.getMessage(), e);
    }
  }

  synchronized boolean isReady() {
    return life != null && life.ready.getNow(false);
  }

  /** Whether nothing is to be waited for. */
  boolean isReadyOrGone() {
    return isReady() || state() == State.GONE;
  }

  /** Why it is not ready yet, as far as that can be seen. */
  synchronized String notReady() {
    String said = complaints.isEmpty() ? "" : "; " + complaints.getFirst();
    Life now = life;
    if (now == null) {
      return name + " was never started" + said;
    }
    String obituary = now.program.obituary(errors);
    return state() == State.GONE
        ? "%s was not ready before it %s%s".formatted(name, obituary, said)
        : "%s is not ready %d s after its start: it %s%s"
            .formatted(name, READY_LIMIT.toSeconds(), obituary, said);
  }

  @Override
  public synchronized void kill() throws FaultNotInjected {
    mayEnd = true;
    if (life != null) {
      life.program.kill();
      life.end();
    }
  }

  @Override
  public synchronized void stop() throws FaultNotInjected {
    mayEnd = true;
    if (life != null) {
      life.program.stop();
      life.end();
    }
  }

  @Override
  public void pause() throws FaultNotInjected {
    signal("STOP", State.PAUSED);
  }

  @Override
  public void resume() throws FaultNotInjected {
    if (state() == State.PAUSED) {
      signal("CONT", State.RUNNING);
    }
  }

  private synchronized void signal(String signal, State then) throws FaultNotInjected {
    if (life == null || state() == State.GONE) {
      throw new FaultNotInjected(name + " does not run");
    }
    life.program.signal(signal);
    // A signal is given at once, and heeded a little later.
    if (!Await.until(SIGNAL_LIMIT, () -> state() == then)) {
      throw new FaultNotInjected(name + " is " + state() + " after SIG" + signal);
    }
  }

  @Override
  public synchronized State state() {
    return life == null ? State.GONE : life.program.state();
  }

  @Override
  public synchronized void mayEnd(boolean may) {
    mayEnd = may;
  }

  @Override
  public synchronized String lastWords() {
    return life == null ? "" : life.program.obituary(errors);
  }

  /** What it did that no program should, and its end, if nobody ended it. */
  synchronized List<String> misdeeds() {
    List<String> all = new ArrayList<>(complaints);
    if (!mayEnd && state() == State.GONE) {
      all.add(name + " " + lastWords());
    }
    return all;
  }

  /** Ends it, whatever state it is in. */
  void close() {
    try {
      kill();
    } catch (FaultNotInjected e) {
      complain("cannot be ended: " + e.getMessage());
    }
  }
}
