package dev.passerelle.core.internal.plan;

import static dev.passerelle.core.conflict.ConflictPolicies.fillBlanks;
import static dev.passerelle.core.conflict.ConflictPolicies.newest;
import static dev.passerelle.core.conflict.ConflictPolicies.owner;
import static dev.passerelle.core.conflict.ConflictPolicies.prefer;
import static dev.passerelle.core.conflict.ConflictPolicies.review;

import dev.passerelle.core.adapter.FieldRule;
import dev.passerelle.core.mapping.CodeTable;
import dev.passerelle.core.mapping.Converter;
import dev.passerelle.core.mapping.Converters;
import dev.passerelle.core.mapping.ForeignChange;
import dev.passerelle.core.mapping.Mapping;
import dev.passerelle.core.mapping.Terms;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.jspecify.annotations.Nullable;

/** Correlated cases: one record, seen from both systems, perturbed on either side. */
final class Cases {

  /** On what terms a field is bound. */
  enum Kind {
    ERP_OWNS(Terms.ownedBy("erp"), "erp"),
    CRM_OWNS(Terms.ownedBy("crm"), "crm"),
    ERP_READ_ONLY(Terms.readOnly("erp"), "erp"),
    ERP_REPORT(Terms.ownedBy("erp").onForeignChange(ForeignChange.REPORT), "erp"),
    CRM_KEEP(Terms.ownedBy("crm").onForeignChange(ForeignChange.KEEP), "crm"),
    SET_BY_ERP(Terms.setAtCreate("erp"), "erp"),
    SHARED_OWNER(Terms.shared(owner("crm")).firstMeeting(prefer("erp")), ""),
    SHARED_NEWEST(Terms.shared(newest("erp", Duration.ofMinutes(1))), ""),
    SHARED_FILL(Terms.shared(fillBlanks(owner("erp"))).firstMeeting(owner("crm")), ""),
    SHARED_REVIEW(Terms.shared(review()), "");

    final Terms terms;
    final String owner;

    Kind(Terms terms, String owner) {
      this.terms = terms;
      this.owner = owner;
    }
  }

  /** How values are translated; {@code right} is the test's own idea of it. */
  enum Via {
    SAME(Converters.same()) {
      @Override
      Optional<String> right(String value) {
        return Optional.of(value);
      }
    },
    UPPER_IN_CRM(Converters.same()) {
      @Override
      Optional<String> right(String value) {
        return Optional.of(value.toUpperCase(Locale.ROOT));
      }
    },
    CODE(Converters.code(CodeTable.of("t", Map.of("a", "1", "b", "2", "c", "3")))) {
      @Override
      Optional<String> right(String value) {
        int at = "abc".indexOf(value);
        return at < 0 ? Optional.empty() : Optional.of(String.valueOf(at + 1));
      }
    };

    final Converter<String, String> converter;

    Via(Converter<String, String> converter) {
      this.converter = converter;
    }

    abstract Optional<String> right(String value);

    boolean agree(@Nullable String erp, @Nullable String crm) {
      if (blank(erp) || blank(crm)) {
        return blank(erp) && blank(crm);
      }
      return right(erp).map(crm::equals).orElse(false);
    }
  }

  /** One field: the value last agreed, whether it is the base, and an edit or none per side. */
  record Cell(
      Kind kind,
      Via via,
      boolean met,
      String base,
      @Nullable String erpEdit,
      @Nullable String crmEdit,
      int erpAt,
      int crmAt) {

    String erpBase() {
      return base;
    }

    String crmBase() {
      return base.isEmpty() ? "" : via.right(base).orElseThrow();
    }

    String erp() {
      return erpEdit == null ? erpBase() : erpEdit;
    }

    String crm() {
      String value = crmEdit == null ? crmBase() : crmEdit;
      return via == Via.UPPER_IN_CRM ? value.toUpperCase(Locale.ROOT) : value;
    }
  }

  private Cases() {}

  static boolean blank(@Nullable String value) {
    return value == null || value.isBlank();
  }

  static Arbitrary<List<Cell>> cells() {
    return cell().list().ofMinSize(1).ofMaxSize(4);
  }

  private static Arbitrary<Cell> cell() {
    return Combinators.combine(
            Arbitraries.of(Kind.class),
            Arbitraries.of(Via.class),
            Arbitraries.of(true, true, true, false),
            Arbitraries.of("", "a", "b", "c"),
            Arbitraries.of("", "a", "b", "c", "A", "z").injectNull(0.5),
            Arbitraries.of("", "1", "2", "3", "a", "b", "9").injectNull(0.5),
            Arbitraries.integers().between(0, 3),
            Arbitraries.integers().between(0, 3))
        .as(Cell::new);
  }

  static Field<String> field(int at) {
    return Field.text("f" + at);
  }

  static Mapping mapping(List<Cell> cells) {
    Mapping mapping = Pair.mapping();
    for (int i = 0; i < cells.size(); i++) {
      mapping = mapping.bind(field(i), cells.get(i).via().converter, cells.get(i).kind().terms);
    }
    return mapping;
  }

  /** The same mapping with the sides named the other way round. */
  static Mapping mirrored(List<Cell> cells) {
    Mapping mapping = Mapping.between("crm", "erp");
    for (int i = 0; i < cells.size(); i++) {
      Cell cell = cells.get(i);
      mapping = mapping.bind(field(i), cell.via().converter.reversed(), cell.kind().terms);
    }
    return mapping;
  }

  static Pair pair(List<Cell> cells, Mapping mapping) {
    Pair pair = Pair.of(mapping);
    Fields.Builder erp = Fields.builder();
    Fields.Builder crm = Fields.builder();
    Fields.Builder erpBase = Fields.builder();
    Fields.Builder crmBase = Fields.builder();
    Map<Field<?>, Instant> erpSeen = new HashMap<>();
    Map<Field<?>, Instant> crmSeen = new HashMap<>();
    for (int i = 0; i < cells.size(); i++) {
      Cell cell = cells.get(i);
      Field<String> field = field(i);
      erp.set(field, cell.erp());
      crm.set(field, cell.crm());
      if (cell.met()) {
        erpBase.set(field, cell.erpBase());
        crmBase.set(field, cell.crmBase());
      }
      erpSeen.put(field, Pair.NOW.plusSeconds(60L * cell.erpAt()));
      crmSeen.put(field, Pair.NOW.plusSeconds(60L * cell.crmAt()));
      if (cell.via() == Via.UPPER_IN_CRM) {
        pair.rule("crm", FieldRule.of(field).normalForm(text -> text.toUpperCase(Locale.ROOT)));
      }
    }
    pair.firstSeen.put("erp", erpSeen);
    pair.firstSeen.put("crm", crmSeen);
    return pair.shows(erp.build(), crm.build()).base(erpBase.build(), crmBase.build());
  }

  static String value(Pair pair, String system, int at) {
    return pair.records.get(system).get(field(at)).orElse("");
  }
}
