package dev.passerelle.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.passerelle.core.adapter.Capability;
import dev.passerelle.core.adapter.Position;
import dev.passerelle.core.adapter.Write;
import dev.passerelle.core.adapter.WriteResult;
import dev.passerelle.core.error.ErrorDetail;
import dev.passerelle.core.error.PasserelleException;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.RecordId;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

/** F5: secrets and personal data are in no log, no message and no result's cause (L31). */
abstract class DiscretionRules extends FailureRules {
  /** Shorter texts occur by chance. */
  private static final int SHORTEST = 6;

  static {
    // Must be set before slf4j-simple makes its first logger of ours; another back-end ignores it.
    String level = "org.slf4j.simpleLogger.log.dev.passerelle";
    if (System.getProperty(level) == null) {
      System.setProperty(level, "trace");
    }
  }

  @Test
  @DisplayName("F5 no secret and no personal datum is in a log or a message")
  void nothingIsTold() {
    StringWriter told = new StringWriter();
    try (LogCapture log = new LogCapture()) {
      RecordId id = system().create(sample(1));
      scenarios(id).forEach(scenario -> run(scenario, new PrintWriter(told, true)));
      told.append(log.text());
    }
    Set<String> forbidden = new LinkedHashSet<>(system().secrets());
    List.of(sample(1), sample(2), sample(3), edited(1))
        .forEach(fields -> forbidden.addAll(personal(fields)));
    assertThat(forbidden.stream().filter(told.toString()::contains).toList())
        .as("secrets and personal data in logs and messages")
        .isEmpty();
  }

  /** Calls that go well and calls that fail; what a remote cannot do is left out. */
  private List<Runnable> scenarios(RecordId id) {
    List<Runnable> all = new ArrayList<>();
    all.add(() -> lookup(id));
    all.add(() -> failing(system()::answerHtml, id));
    all.add(() -> failing(system()::beUnavailable, id));
    all.add(() -> failing(system()::denyAccess, id));
    all.add(() -> failing(system()::timeOutNextRead, id));
    all.add(() -> failing(() -> system().expireCredentials(0), id));
    if (descriptor().can(Capability.CHANGES)) {
      all.add(() -> adapter().changesSince(new Position("no position of ours"), PAGE));
    }
    if (descriptor().can(Capability.CREATE)) {
      all.add(() -> written(createOf(2)));
      all.add(() -> arranged(system()::loseNextAnswer, createOf(3)));
      all.add(() -> arranged(() -> system().refuseRecord(0), createOf(3)));
      all.add(() -> send(tooLong()));
    }
    return all;
  }

  private void failing(Runnable fault, RecordId id) {
    fault.run();
    lookup(id);
  }

  private void arranged(Runnable fault, Write write) {
    fault.run();
    throw new Answered(send(write));
  }

  private Write tooLong() {
    Fields.Builder fields = writable(sample(1)).toBuilder();
    writable(sample(1)).keys().forEach(field -> lengthen(field, fields));
    return new Write.Create(key(), reference(1), fields.build());
  }

  @SuppressWarnings("unchecked")
  private void lengthen(Field<?> field, Fields.Builder into) {
    sample(1)
        .get(field)
        .filter(String.class::isInstance)
        .ifPresent(text -> into.set((Field<String>) field, (text + " ").repeat(2000)));
  }

  private static void run(Runnable scenario, PrintWriter told) {
    try {
      scenario.run();
    } catch (PasserelleException failure) {
      failure.printStackTrace(told);
      told.println(failure.detail());
      told.println(failure.describe(Locale.FRENCH) + failure.describe(Locale.ENGLISH));
    } catch (Answered answered) {
      answered.detail().ifPresent(told::println);
      told.println(answered.result);
    } catch (TestAbortedException cannot) {
      told.println(cannot.getMessage());
    }
  }

  /** Texts of personal fields, parts of composite ones included. */
  private static Set<String> personal(Fields fields) {
    Set<String> texts = new LinkedHashSet<>();
    Map<String, ?> json =
        fields.only(fields.keys().stream().filter(Field::isPersonal).toList()).toJson();
    json.values().forEach(value -> collect(value, texts));
    return texts;
  }

  private static void collect(@Nullable Object json, Set<String> texts) {
    if (json instanceof String text && text.length() >= SHORTEST) {
      texts.add(text);
    } else if (json instanceof Map<?, ?> map) {
      map.values().forEach(value -> collect(value, texts));
    } else if (json instanceof Collection<?> all) {
      all.forEach(value -> collect(value, texts));
    }
  }

  /** Carries a result out of a scenario. */
  private static final class Answered extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient WriteResult result;

    Answered(WriteResult result) {
      super("answered");
      this.result = result;
    }

    Optional<ErrorDetail> detail() {
      if (result instanceof WriteResult.Refused refused) {
        return Optional.of(refused.cause());
      } else if (result instanceof WriteResult.Failed failed) {
        return Optional.of(failed.cause());
      }
      return result instanceof WriteResult.Unknown unknown
          ? Optional.of(unknown.cause())
          : Optional.empty();
    }
  }
}
