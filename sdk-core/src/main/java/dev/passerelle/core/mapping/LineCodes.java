package dev.passerelle.core.mapping;

import dev.passerelle.core.error.ErrorDetail;
import dev.passerelle.core.model.DocumentLine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Translates the unit and tax codes of document lines. */
record LineCodes(CodeTable units, CodeTable taxes)
    implements Converter<List<DocumentLine>, List<DocumentLine>> {
  LineCodes {
    Objects.requireNonNull(units, "units");
    Objects.requireNonNull(taxes, "taxes");
  }

  @Override
  public Conversion<List<DocumentLine>> toRight(
      List<DocumentLine> value, Optional<List<DocumentLine>> current) {
    return new Translation(units::toRight, taxes::toRight, current).of(value);
  }

  @Override
  public Conversion<List<DocumentLine>> toLeft(
      List<DocumentLine> value, Optional<List<DocumentLine>> current) {
    return new Translation(units::toLeft, taxes::toLeft, current).of(value);
  }

  @Override
  public String identity() {
    return "lines " + units.fingerprint() + " " + taxes.fingerprint();
  }

  /** One value's way; the first code that stops it stops the whole value. */
  private static final class Translation {
    private final Function<String, Conversion<String>> units;
    private final Function<String, Conversion<String>> taxes;
    private final Map<String, DocumentLine> current = new HashMap<>();
    private final List<ErrorDetail> notices = new ArrayList<>();
    private @Nullable Conversion<List<DocumentLine>> stopped;

    Translation(
        Function<String, Conversion<String>> units,
        Function<String, Conversion<String>> taxes,
        Optional<List<DocumentLine>> current) {
      this.units = units;
      this.taxes = taxes;
      current.ifPresent(lines -> lines.forEach(line -> this.current.put(line.key(), line)));
    }

    Conversion<List<DocumentLine>> of(List<DocumentLine> lines) {
      List<DocumentLine> translated = lines.stream().map(this::line).toList();
      return stopped == null ? Conversion.value(translated, notices) : stopped;
    }

    private DocumentLine line(DocumentLine line) {
      Optional<DocumentLine> there = Optional.ofNullable(current.get(line.key()));
      return line.toBuilder()
          .unit(code(units, line.unit(), there.flatMap(DocumentLine::unit)))
          .taxCode(code(taxes, line.taxCode(), there.flatMap(DocumentLine::taxCode)))
          .build();
    }

    private @Nullable String code(
        Function<String, Conversion<String>> table, Optional<String> code, Optional<String> kept) {
      if (code.isEmpty()) {
        return null;
      }
      Conversion<String> result = table.apply(code.get());
      if (result instanceof Conversion.Value<String> value) {
        return value.value();
      }
      if (result instanceof Conversion.KeepTarget<String> keep) {
        notices.addAll(keep.notices());
      } else if (stopped == null) {
        stopped = result.then(never -> Conversion.keepTarget());
      }
      return kept.orElse(null);
    }
  }
}
