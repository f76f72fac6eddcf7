package dev.passerelle.core.error;

import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The texts of every {@link ErrorCode} in English and French (L33): a title, a sentence that says
 * why, and a next step. French for a locale whose language is French, else English.
 *
 * <p>Parameters are named, {@code {limit}}; one that is not given shows as {@code ?}. Stateless.
 */
public final class Messages {
  private static final String BUNDLE = "dev.passerelle.core.error.messages";
  private static final Pattern PARAMETER = Pattern.compile("\\{(\\w+)}");

  private Messages() {}

  /** The long form: identifier, title, cause and next step, in the language of the reader. */
  public static String render(ErrorCode code, Map<String, ?> parameters, Locale locale) {
    return "%s %s. %s %s"
        .formatted(
            code.id(),
            title(code, locale),
            cause(code, parameters, locale),
            nextStep(code, parameters, locale));
  }

  /** The long form of a detail, with its place, the remote's own words and its own next step. */
  public static String render(ErrorDetail detail, Locale locale) {
    Map<String, String> parameters = detail.parameters();
    String remote = detail.cause() == null ? "" : " (" + detail.cause() + ")";
    String own = detail.nextStep();
    return "%s %s%s. %s%s %s"
        .formatted(
            detail.code().id(),
            title(detail.code(), locale),
            detail.place(),
            cause(detail.code(), parameters, locale),
            remote,
            own == null ? nextStep(detail.code(), parameters, locale) : own);
  }

  /** A few words, without parameters and without a full stop. */
  public static String title(ErrorCode code, Locale locale) {
    return template(code, "title", locale);
  }

  /** One sentence that says what happened. */
  public static String cause(ErrorCode code, Map<String, ?> parameters, Locale locale) {
    return fill(template(code, "cause", locale), parameters);
  }

  /** One sentence for the {@linkplain ErrorCode#responsible() person who must act}. */
  public static String nextStep(ErrorCode code, Map<String, ?> parameters, Locale locale) {
    return fill(template(code, "step", locale), parameters);
  }

  /** The names of the parameters that the texts of a code take, in order of appearance. */
  public static Set<String> parameters(ErrorCode code) {
    return parameters(code, Locale.ENGLISH);
  }

  static Set<String> parameters(ErrorCode code, Locale locale) {
    Set<String> names = new LinkedHashSet<>();
    Matcher matcher =
        PARAMETER.matcher(template(code, "cause", locale) + template(code, "step", locale));
    while (matcher.find()) {
      names.add(matcher.group(1));
    }
    return names;
  }

  static String text(Object value) {
    return value instanceof BigDecimal number ? number.toPlainString() : String.valueOf(value);
  }

  private static String fill(String template, Map<String, ?> parameters) {
    return PARAMETER
        .matcher(template)
        .replaceAll(
            found -> {
              Object value = parameters.get(found.group(1));
              return Matcher.quoteReplacement(value == null ? "?" : text(value));
            });
  }

  private static String template(ErrorCode code, String part, Locale locale) {
    return bundle(locale).getString(code.name() + "." + part);
  }

  // Asked by language only: the JDK's own fallback would answer in the machine's language.
  static ResourceBundle bundle(Locale locale) {
    boolean french = Locale.FRENCH.getLanguage().equals(locale.getLanguage());
    return ResourceBundle.getBundle(BUNDLE, french ? Locale.FRENCH : Locale.ROOT);
  }
}
