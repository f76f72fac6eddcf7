package dev.passerelle.testkit;

import dev.passerelle.core.adapter.AdapterDescriptor;
import dev.passerelle.core.adapter.CreateSafety;
import dev.passerelle.core.adapter.EntityAdapter;
import dev.passerelle.core.adapter.Lookup;
import dev.passerelle.core.adapter.Ticket;
import dev.passerelle.core.adapter.Write;
import dev.passerelle.core.adapter.WriteResult;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.ErrorDetail;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Snapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/** Writing done wrong. */
final class MistakenWrites {
  private MistakenWrites() {}

  static EntityAdapter dropsCustomField(EntityAdapter right) {
    return before(
        right,
        write ->
            write instanceof Write.Update update
                ? new Write.Update(
                    update.key(),
                    update.id(),
                    update.changed().with(InMemoryContract.LOYALTY, null),
                    update.before(),
                    update.etag())
                : write);
  }

  static EntityAdapter writesWholeRecords(EntityAdapter right) {
    Map<RecordId, Fields> read = new HashMap<>();
    return new PassingAdapter(
        MistakenReads.answering(
            right,
            Lookup.Found.class::isInstance,
            lookup -> {
              read.put(lookup.id(), ((Lookup.Found) lookup).snapshot().fields());
              return lookup;
            })) {
      @Override
      public List<WriteResult> write(List<Write> writes) {
        return inner.write(writes.stream().map(this::whole).toList());
      }

      private Write whole(Write write) {
        return write instanceof Write.Update update
            ? new Write.Update(
                update.key(),
                update.id(),
                read.getOrDefault(update.id(), Fields.empty()).with(update.changed()),
                Fields.empty(),
                update.etag())
            : write;
      }
    };
  }

  static EntityAdapter ignoresEtags(EntityAdapter right) {
    return before(
        right,
        write ->
            write instanceof Write.Update update
                ? new Write.Update(
                    update.key(), update.id(), update.changed(), update.before(), null)
                : write);
  }

  static EntityAdapter cutsLongTexts(EntityAdapter right) {
    return before(
        right,
        write -> {
          if (!(write instanceof Write.Create create)) {
            return write;
          }
          String name = create.fields().get(Customer.NAME).orElse("");
          String cut = name.substring(0, Math.min(60, name.length()));
          return new Write.Create(
              create.key(), create.reference(), create.fields().with(Customer.NAME, cut));
        });
  }

  static EntityAdapter losesEndOfBatch(EntityAdapter right) {
    return new PassingAdapter(right) {
      @Override
      public List<WriteResult> write(List<Write> writes) {
        int limit = Math.min(writes.size(), describe().writeBatch());
        return inner.write(writes.subList(0, limit));
      }
    };
  }

  static EntityAdapter matchesOutcomesByPlace(EntityAdapter right) {
    return new PassingAdapter(right) {
      @Override
      public List<WriteResult> write(List<Write> writes) {
        List<WriteResult> results = inner.write(writes);
        List<WriteResult> placed = new ArrayList<>();
        for (int place = 0; place < results.size(); place++) {
          placed.add(Results.rekey(results.get(place), writes.get(place).key()));
        }
        return placed;
      }
    };
  }

  static EntityAdapter takesMissingForFailed(EntityAdapter right) {
    return new PassingAdapter(right) {
      @Override
      public List<WriteResult> write(List<Write> writes) {
        List<WriteResult> results = new ArrayList<>(inner.write(writes));
        List<String> known = results.stream().map(WriteResult::key).toList();
        writes.stream()
            .filter(write -> !known.contains(write.key()))
            .forEach(write -> results.add(new WriteResult.Failed(write.key(), detail())));
        return results;
      }
    };
  }

  /** Finds records by e-mail address, through the search that lags. */
  static EntityAdapter asksTheSearch(EntityAdapter right) {
    return new PassingAdapter(right) {
      @Override
      public List<WriteResult> fate(List<Ticket> sent) {
        return sent.stream().map(this::searched).toList();
      }

      private WriteResult searched(Ticket ticket) {
        List<Snapshot> hits =
            ticket
                .sent()
                .get(Customer.EMAIL)
                .map(email -> inner.find(Customer.EMAIL, List.of(email)))
                .orElse(List.of());
        return hits.isEmpty()
            ? new WriteResult.Absent(ticket.key())
            : new WriteResult.Written(ticket.key(), hits.get(0), true);
      }
    };
  }

  /** Sends a create again when it is asked what became of it, and believes the answer. */
  static EntityAdapter resendsBlindly(EntityAdapter right) {
    return new PassingAdapter(right) {
      @Override
      public List<WriteResult> fate(List<Ticket> sent) {
        List<Write> again = new ArrayList<>();
        for (Ticket ticket : sent) {
          ticket
              .ourReference()
              .ifPresent(
                  reference -> again.add(new Write.Create(ticket.key(), reference, ticket.sent())));
        }
        return again.isEmpty() ? inner.fate(sent) : inner.write(again);
      }
    };
  }

  static EntityAdapter returnsWhatWasSent(EntityAdapter right) {
    return after(
        right,
        (write, result) ->
            write instanceof Write.Create create && result instanceof WriteResult.Written written
                ? new WriteResult.Written(
                    written.key(), written.snapshot().withFields(create.fields()), true)
                : result);
  }

  static EntityAdapter showsAnotherRevision(EntityAdapter right) {
    return after(
        right,
        (write, result) -> {
          if (!(result instanceof WriteResult.Written written)) {
            return result;
          }
          Snapshot shown = written.snapshot();
          Snapshot other =
              Snapshot.builder(shown.type(), shown.id(), shown.fields())
                  .life(shown.life())
                  .revision("before the write")
                  .build();
          return new WriteResult.Written(written.key(), other, written.created());
        });
  }

  static EntityAdapter reportsAcceptedAsWritten(EntityAdapter right) {
    return after(
        right,
        (write, result) ->
            result instanceof WriteResult.Accepted
                ? new WriteResult.Written(
                    result.key(),
                    Snapshot.of(
                        Customer.TYPE, write.target().orElse(RecordId.of(1)), Fields.empty()),
                    true)
                : result);
  }

  static EntityAdapter reportsHalfAsWritten(EntityAdapter right) {
    return after(
        right,
        (write, result) ->
            result instanceof WriteResult.Incomplete half
                ? new WriteResult.Written(
                    half.key(), Snapshot.of(Customer.TYPE, half.id(), Fields.empty()), true)
                : result);
  }

  /** Declares look-up by reference over a system that protects nothing. */
  static EntityAdapter claimsSafety(EntityAdapter right) {
    return new PassingAdapter(right) {
      @Override
      public AdapterDescriptor describe() {
        return Descriptors.copy(inner.describe())
            .createSafety(CreateSafety.lookup(Duration.ofMinutes(2)))
            .build();
      }
    };
  }

  private static EntityAdapter before(EntityAdapter right, UnaryOperator<Write> change) {
    return new PassingAdapter(right) {
      @Override
      public List<WriteResult> write(List<Write> writes) {
        return inner.write(writes.stream().map(change).toList());
      }
    };
  }

  static EntityAdapter after(
      EntityAdapter right, BiFunction<Write, WriteResult, WriteResult> change) {
    return new PassingAdapter(right) {
      @Override
      public List<WriteResult> write(List<Write> writes) {
        Map<String, Write> byKey = new HashMap<>();
        writes.forEach(write -> byKey.put(write.key(), write));
        return inner.write(writes).stream()
            .map(result -> change.apply(byKey.get(result.key()), result))
            .toList();
      }
    };
  }

  private static ErrorDetail detail() {
    return ErrorDetail.of(ErrorCode.SYSTEM_ERROR).build();
  }
}
