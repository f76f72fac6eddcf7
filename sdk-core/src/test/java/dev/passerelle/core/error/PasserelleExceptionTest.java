package dev.passerelle.core.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class PasserelleExceptionTest {
  private static final ErrorDetail DETAIL =
      ErrorDetail.of(ErrorCode.SYSTEM_ERROR)
          .system("crm")
          .entity("Customer")
          .record("42")
          .field("vat_number")
          .cause("upstream failed")
          .requestId("a-1")
          .httpStatus(502)
          .build();

  @Test
  void theMessageSaysWhatWhereWhyAndWhoActs() {
    assertThat(new TransientFailure(DETAIL))
        .hasMessage(
            "PAS-2006 SYSTEM_ERROR [system crm, entity Customer, record 42, field vat_number,"
                + " http 502, request a-1]: crm answered with status 502. (upstream failed) ->"
                + " administrator: Nothing now: it is tried again. If it lasts, ask the support of"
                + " crm with the request id.");
  }

  @Test
  void accessorsAreTyped() {
    PasserelleException failure = new OutcomeUnknown(DETAIL, new IOException("reset"));

    assertThat(failure.code()).isEqualTo(ErrorCode.SYSTEM_ERROR);
    assertThat(failure.responsible()).isEqualTo(Responsible.ADMINISTRATOR);
    assertThat(failure.system()).contains("crm");
    assertThat(failure.entity()).contains("Customer");
    assertThat(failure.record()).contains("42");
    assertThat(failure.field()).contains("vat_number");
    assertThat(failure.requestId()).contains("a-1");
    assertThat(failure.httpStatus()).contains(502);
    assertThat(failure).hasCauseInstanceOf(IOException.class);
  }

  @Test
  void peopleGetTheirLanguageAndTheNextStepThatWasGiven() {
    ErrorDetail detail =
        DETAIL.toBuilder().responsible(Responsible.OPERATOR).nextStep("Attendez midi.").build();

    assertThat(new SystemUnavailable(detail).describe(Locale.FRENCH))
        .isEqualTo(
            "PAS-2006 Le système signale une panne interne [crm Customer 42 vat_number]. crm a répondu avec le statut 502."
                + " (upstream failed) Attendez midi.");
    assertThat(new SystemUnavailable(detail)).hasMessageContaining("operator: Attendez midi.");
  }

  @Test
  void secretsAndPersonalDataInRemoteTextsAreMasked() {
    String remote =
        "Bearer abc.def-123 was sent for lucie.gommier@batigwada.example +590 690 12 34 56"
            + " {\"refresh_token\":\"r-77\",\"client_secret\": \"s3cret\"} password=hunter2"
            + " eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ4In0.c2ln pat-na1-1234abcd-99";

    ErrorDetail detail = ErrorDetail.of(ErrorCode.UNEXPECTED).cause(remote).build();

    assertThat(new TransientFailure(detail).getMessage())
        .doesNotContain("abc.def", "lucie", "batigwada.example", "690 12", "r-77", "s3cret")
        .doesNotContain("hunter2", "eyJ", "pat-na1");
  }

  @Test
  void ordinaryRemoteTextsStayReadable() {
    String remote =
        "Property \"erp_vat_rate\" does not exist. SIRET 00000011700010, id 70100001001";

    assertThat(ErrorDetail.of(ErrorCode.UNEXPECTED).cause(remote).build().cause())
        .isEqualTo(remote);
  }

  @Test
  void longTextsAreCutAndBlankOnesAreNone() {
    assertThat(ErrorDetail.of(ErrorCode.UNEXPECTED).cause("x y ".repeat(9_000)).build().cause())
        .hasSize(501)
        .endsWith("…");
    assertThat(ErrorDetail.of(ErrorCode.UNEXPECTED).cause(" \n ").build().cause()).isNull();
  }

  @Test
  void eachTypeCarriesWhatItsCallerNeeds() {
    Instant noon = Instant.parse("2026-03-16T12:00:00Z");
    assertThat(new Throttled(DETAIL, "DAILY", noon).retryAt()).contains(noon);
    assertThat(new Throttled(DETAIL, "DAILY").retryAt()).isEmpty();
    assertThat(new AccessDenied(DETAIL, "crm.objects.deals.write").detail().figures())
        .containsEntry("missing", "crm.objects.deals.write");
    assertThat(new UnsupportedOperation("erp", "archive Customer"))
        .hasMessageContaining("erp does not support: archive Customer.");
    assertThat(InvalidConfiguration.inCode(ErrorCode.SETTING_MISSING, "crm.token", "empty").place())
        .hasToString("code crm.token");
    assertThat(
            new StateStoreFailure(
                    StateStoreFailure.Kind.DUPLICATE_KEY, "link", "link_live", "SQLState 23505")
                .constraint())
        .isEqualTo("link_live");
  }

  @Test
  void refusedFieldsAreListed() {
    RefusedByRemote refused =
        new RefusedByRemote(
            DETAIL,
            List.of(FieldError.tooLong("name", 70, 69), FieldError.notEncodable("city", "1252")));

    assertThat(refused)
        .hasMessageEndingWith("{name: FIELD_TOO_LONG 70 > 69; city: NOT_ENCODABLE (1252)}");
    assertThat(refused.fieldErrors()).hasSize(2);
  }

  @Test
  void theFamilySurvivesSerialization() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(new Throttled(DETAIL, "DAILY", Instant.EPOCH));
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      assertThat(in.readObject())
          .isInstanceOfSatisfying(
              Throttled.class, copy -> assertThat(copy.detail()).isEqualTo(DETAIL));
    }
  }
}
