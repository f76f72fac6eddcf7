package dev.passerelle.core.error;

import java.io.Serializable;

/** The settings are wrong; nothing was started. */
public final class InvalidConfiguration extends PasserelleException {
  private final Place place;

  /**
   * Where a mistake is.
   *
   * @param source file name, or {@code code} for settings made in code
   * @param line line in that file, from 1; 0 where there is none
   * @param key the setting, {@code systems.crm.baseUrl}
   */
  public record Place(String source, int line, String key) implements Serializable {
    @Override
    public String toString() {
      return source + (line > 0 ? ":" + line : "") + (key.isEmpty() ? "" : " " + key);
    }
  }

  /** Says what is wrong and where. */
  public InvalidConfiguration(ErrorDetail detail, Place place) {
    super(detail.toBuilder().figure("place", place).build());
    this.place = place;
  }

  /** A value that code passed is wrong; {@code key} names the setting or argument. */
  public static InvalidConfiguration inCode(ErrorCode code, String key, String why) {
    ErrorDetail detail = ErrorDetail.of(code).figure("key", key).cause(why).build();
    return new InvalidConfiguration(detail, new Place("code", 0, key));
  }

  /** Where the mistake is. */
  public Place place() {
    return place;
  }
}
