package dev.passerelle.sap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.passerelle.core.adapter.Connector;
import dev.passerelle.core.adapter.EntityAdapter;
import dev.passerelle.core.adapter.EntityAdapter.Depth;
import dev.passerelle.core.adapter.Lookup;
import dev.passerelle.core.adapter.Position;
import dev.passerelle.core.adapter.Selection;
import dev.passerelle.core.adapter.Write;
import dev.passerelle.core.adapter.WriteResult;
import dev.passerelle.core.error.AccessDenied;
import dev.passerelle.core.error.AuthenticationFailed;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.ErrorDetail;
import dev.passerelle.core.error.Messages;
import dev.passerelle.core.error.PasserelleException;
import dev.passerelle.core.error.Responsible;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.DocumentLine;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.Product;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Ref;
import dev.passerelle.core.model.Reference;
import dev.passerelle.core.model.SalesOrder;
import dev.passerelle.simulators.Fault;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What goes wrong in every installation, in both products: each says system, entity, cause and who
 * must act, nothing is written, and once it is mended the same call goes through.
 */
class ErrorCasesTest {
  static Stream<Named<Supplier<SapProduct>>> products() {
    return Stream.of(
        Named.of("Business One", SapProduct.OfBusinessOne::new),
        Named.of("S/4HANA", SapProduct.OfS4Hana::new));
  }

  private static EntityAdapter adapter(Connector connector, EntityType type, Field<?>... fields) {
    return connector
        .adapter(type, Selection.of(List.of(fields)).wishing(List.of(Reference.FIELD)))
        .orElseThrow();
  }

  private static EntityAdapter customers(Connector connector) {
    return adapter(connector, Customer.TYPE, Customer.NAME, Customer.PAYMENT_TERMS);
  }

  private static EntityAdapter orders(Connector connector) {
    return adapter(
        connector, SalesOrder.TYPE, SalesOrder.CUSTOMER, SalesOrder.CURRENCY, SalesOrder.LINES);
  }

  private static void list(EntityAdapter adapter) {
    assertThat(adapter.list(Position.START, 10, Depth.FULL).changes()).isNotEmpty();
  }

  private static ErrorDetail refusal(EntityAdapter adapter) {
    PasserelleException failure =
        catchThrowableOfType(
            PasserelleException.class, () -> adapter.list(Position.START, 10, Depth.FULL));
    assertThat(failure).isNotNull();
    return failure.detail();
  }

  private static void acts(ErrorDetail detail, ErrorCode code, Responsible who) {
    assertThat(detail.code()).isEqualTo(code);
    assertThat(detail.system()).isEqualTo("erp");
    assertThat(detail.responsible()).isEqualTo(who);
    assertThat(Messages.render(detail, Locale.ENGLISH)).contains("erp").doesNotContain("?");
  }

  private static WriteResult written(EntityAdapter adapter, String reference, Fields fields) {
    return adapter.write(List.of(new Write.Create("c", reference, fields))).get(0);
  }

  private static Fields order(String customer, String product) {
    return Fields.of(
        SalesOrder.CUSTOMER,
        Ref.to(Customer.TYPE, customer),
        SalesOrder.CURRENCY,
        "EUR",
        SalesOrder.LINES,
        List.of(
            DocumentLine.item("10")
                .product(Ref.to(Product.TYPE, product))
                .quantity(BigDecimal.ONE)
                .unitPrice(BigDecimal.TEN)
                .build()));
  }

  @ParameterizedTest
  @MethodSource("products")
  void anAddressWhereNobodyAnswers(Supplier<SapProduct> which) {
    try (SapProduct sap = which.get();
        Connector connector = sap.at("http://127.0.0.1:9/")) {
      acts(refusal(customers(connector)), ErrorCode.SYSTEM_UNREACHABLE, Responsible.ADMINISTRATOR);
      assertThat(connector.check())
          .isNotEmpty()
          .allSatisfy(
              finding ->
                  acts(finding.detail(), ErrorCode.SYSTEM_UNREACHABLE, Responsible.ADMINISTRATOR));
    }
  }

  @ParameterizedTest
  @MethodSource("products")
  void aWrongPassword(Supplier<SapProduct> which) {
    try (SapProduct sap = which.get();
        Connector connector = sap.withPassword("wr0ng-one")) {
      EntityAdapter customers = customers(connector);
      assertThatThrownBy(() -> customers.list(Position.START, 10, Depth.FULL))
          .isInstanceOf(AuthenticationFailed.class)
          .hasMessageNotContaining("wr0ng-one");
      acts(refusal(customers), ErrorCode.CREDENTIALS_REFUSED, Responsible.ADMINISTRATOR);
      assertThat(connector.check()).hasSize(1);
    }
  }

  @ParameterizedTest
  @MethodSource("products")
  void aRightThatIsMissing(Supplier<SapProduct> which) {
    try (SapProduct sap = which.get();
        Connector connector = sap.connect()) {
      EntityAdapter orders = orders(connector);
      list(customers(connector));
      sap.denyOrders();
      ErrorDetail denied = refusal(orders);
      acts(denied, ErrorCode.ACCESS_DENIED, Responsible.ADMINISTRATOR);
      assertThat(denied.entity()).isEqualTo("sales_order");
      assertThat(denied.figures().get("missing")).containsIgnoringCase("order");
      long before = sap.orders();
      assertThatThrownBy(() -> written(orders, "R1", order(sap.customer(), sap.product())))
          .isInstanceOf(AccessDenied.class);
      assertThat(sap.orders()).isEqualTo(before);
      list(customers(connector));
    }
  }

  /** It may read and not write: that shows at the first write, and once. */
  @ParameterizedTest
  @MethodSource("products")
  void aRightToWriteThatIsMissing(Supplier<SapProduct> which) {
    try (SapProduct sap = which.get();
        Connector connector = sap.connect()) {
      EntityAdapter orders = orders(connector);
      Fields order = order(sap.customer(), sap.product());
      sap.nextWrite(sap.forbidden());
      assertThatThrownBy(() -> written(orders, "R1", order)).isInstanceOf(AccessDenied.class);
      assertThat(sap.orders()).isZero();
      assertThat(written(orders, "R1", order)).isInstanceOf(WriteResult.Written.class);
      assertThat(sap.orders()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @MethodSource("products")
  void aFieldOfTheCompanysOwnThatIsMissing(Supplier<SapProduct> which) {
    Field<String> segment = Field.text("segment");
    try (SapProduct sap = which.get();
        Connector connector = sap.withField(segment)) {
      EntityAdapter customers = adapter(connector, Customer.TYPE, Customer.NAME, segment);
      ErrorDetail missing = refusal(customers);
      acts(missing, ErrorCode.CUSTOM_PROPERTY_MISSING, Responsible.ADMINISTRATOR);
      assertThat(missing.field()).isEqualTo("segment");
      assertThat(connector.check())
          .anySatisfy(
              finding ->
                  assertThat(finding.detail().code()).isEqualTo(ErrorCode.CUSTOM_PROPERTY_MISSING));
    }
  }

  @ParameterizedTest
  @MethodSource("products")
  void aTextThatIsTooLong(Supplier<SapProduct> which) {
    try (SapProduct sap = which.get();
        Connector connector = sap.connect()) {
      long before = sap.writes();
      WriteResult result =
          written(customers(connector), "R1", Fields.of(Customer.NAME, "x".repeat(300)));
      assertThat(result)
          .isInstanceOfSatisfying(
              WriteResult.Refused.class,
              refused -> {
                assertThat(refused.cause().code()).isEqualTo(ErrorCode.FIELD_TOO_LONG);
                assertThat(refused.cause().field()).isEqualTo(Customer.NAME.name());
              });
      assertThat(sap.writes()).isEqualTo(before);
    }
  }

  @ParameterizedTest
  @MethodSource("products")
  void aProductThatIsNotThere(Supplier<SapProduct> which) {
    try (SapProduct sap = which.get();
        Connector connector = sap.connect()) {
      EntityAdapter orders = orders(connector);
      WriteResult result = written(orders, "R1", order(sap.customer(), "NO-SUCH"));
      assertThat(result)
          .isInstanceOfSatisfying(
              WriteResult.Refused.class,
              refused -> {
                assertThat(refused.cause().code()).isEqualTo(ErrorCode.REFUSED_BY_REMOTE);
                assertThat(refused.cause().entity()).isEqualTo("sales_order");
                assertThat(refused.cause().cause()).isNotEmpty();
                assertThat(refused.cause().responsible()).isEqualTo(Responsible.OPERATOR);
              });
      assertThat(written(orders, "R2", order(sap.customer(), sap.product())))
          .as("one that is refused stops nobody else")
          .isInstanceOf(WriteResult.Written.class);
      assertThat(sap.orders()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @MethodSource("products")
  void aSystemThatDiesUnderWay(Supplier<SapProduct> which) {
    try (SapProduct sap = which.get();
        Connector connector = sap.connect()) {
      EntityAdapter customers = customers(connector);
      EntityAdapter orders = orders(connector);
      list(customers);
      orders.describe();
      Fields order = order(sap.customer(), sap.product());
      sap.die();
      acts(refusal(customers), ErrorCode.SYSTEM_UNREACHABLE, Responsible.ADMINISTRATOR);
      assertThatThrownBy(() -> written(orders, "R1", order))
          .isInstanceOfSatisfying(
              PasserelleException.class,
              e -> assertThat(e.detail().code()).isEqualTo(ErrorCode.SYSTEM_UNREACHABLE));
    }
  }

  /** A proxy's 404 is no word of the system about a record: nothing is gone by it (L6). */
  @ParameterizedTest
  @MethodSource("products")
  void anAnswerOfSomebodyElseProvesNothing(Supplier<SapProduct> which) {
    try (SapProduct sap = which.get();
        Connector connector = sap.connect()) {
      EntityAdapter customers = customers(connector);
      RecordId id = RecordId.of(sap.customer());
      assertThat(customers.read(List.of(id))).allMatch(Lookup.Found.class::isInstance);
      for (Fault fault : List.of(Fault.answer(404, "not here"), Fault.answer(404, ""))) {
        sap.everyRead(fault);
        assertThatThrownBy(() -> customers.read(List.of(id)))
            .isInstanceOf(PasserelleException.class);
        sap.calm();
      }
      assertThat(customers.read(List.of(id))).allMatch(Lookup.Found.class::isInstance);
    }
  }
}
