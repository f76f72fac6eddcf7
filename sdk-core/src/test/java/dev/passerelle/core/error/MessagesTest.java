package dev.passerelle.core.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MessagesTest {
  private static final List<String> PARTS = List.of("title", "cause", "step");

  @ParameterizedTest
  @EnumSource
  void bothLanguagesSayTheSameWithTheSameParameters(ErrorCode code) {
    assertThat(Messages.parameters(code, Locale.FRENCH))
        .containsExactlyInAnyOrderElementsOf(Messages.parameters(code, Locale.ENGLISH));
    for (String part : PARTS) {
      String english = Messages.bundle(Locale.ENGLISH).getString(code.name() + "." + part);
      String french = Messages.bundle(Locale.FRENCH).getString(code.name() + "." + part);
      assertThat(french).isNotBlank().isNotEqualTo(english);
      assertThat(english).isNotBlank();
      if (!part.equals("title")) {
        assertThat(List.of(english, french)).allSatisfy(s -> assertThat(s).matches(".*[.?]"));
      }
    }
  }

  @Test
  void everyTextBelongsToACode() {
    Set<String> expected =
        Arrays.stream(ErrorCode.values())
            .flatMap(code -> PARTS.stream().map(part -> code + "." + part))
            .collect(Collectors.toSet());

    assertThat(keys(Locale.ENGLISH)).isEqualTo(expected);
    assertThat(keys(Locale.FRENCH)).isEqualTo(expected);
  }

  @Test
  void numbersAreUniqueAndHaveFourDigits() {
    assertThat(Arrays.stream(ErrorCode.values()).map(ErrorCode::id))
        .doesNotHaveDuplicates()
        .allMatch(id -> id.matches("PAS-[1-5]\\d{3}"));
  }

  @Test
  void theReaderGetsHisLanguageWhateverTheMachineSpeaks() {
    Locale machine = Locale.getDefault();
    try {
      Locale.setDefault(Locale.FRANCE);
      assertThat(Messages.title(ErrorCode.CUSTOMER_BLOCKED, Locale.GERMANY))
          .isEqualTo("The customer is blocked");
      assertThat(Messages.title(ErrorCode.CUSTOMER_BLOCKED, Locale.CANADA_FRENCH))
          .isEqualTo("Client bloqué");
    } finally {
      Locale.setDefault(machine);
    }
  }

  @Test
  void figuresAreFilledInAndAMissingOneShows() {
    Map<String, Object> figures =
        Map.of("actual", new BigDecimal("9452.98"), "limit", new BigDecimal("8E+3"));

    String text = Messages.render(ErrorCode.CREDIT_LIMIT_EXCEEDED, figures, Locale.ENGLISH);

    assertThat(text)
        .isEqualTo(
            "PAS-4004 Credit limit exceeded. With this document the customer would owe 9452.98;"
                + " the limit is 8000. Wait for a payment, or raise the customer's limit in ?.");
  }

  @Test
  void aValueWithBracesOrDollarsIsNotATemplate() {
    assertThat(
            Messages.cause(
                ErrorCode.PRODUCT_INACTIVE,
                Map.of("product", "{system}$1", "system", "erp"),
                Locale.FRENCH))
        .isEqualTo("L’article {system}$1 est en sommeil dans erp.");
  }

  private static Set<String> keys(Locale locale) {
    return new HashSet<>(Messages.bundle(locale).keySet());
  }
}
