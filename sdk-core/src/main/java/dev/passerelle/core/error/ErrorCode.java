package dev.passerelle.core.error;

/**
 * The catalogue of everything that Passerelle reports, as an error or as a notice.
 *
 * <p>A code has a number that never changes or is used again ({@code PAS-2101}), a symbolic name
 * ({@link #name()}) and the person who must act by default. Texts are in {@link Messages}; which
 * figures a text takes is told by {@link Messages#parameters(ErrorCode)}.
 *
 * <p>1xxx settings, 2xxx reaching a system, 3xxx records and fields, 4xxx business, 5xxx the engine
 * and its state.
 */
public enum ErrorCode {
  CONFIGURATION_INVALID(1001, Responsible.ADMINISTRATOR),
  SETTING_MISSING(1002, Responsible.ADMINISTRATOR),
  SETTING_UNKNOWN(1003, Responsible.ADMINISTRATOR),
  SECRET_MISSING(1004, Responsible.ADMINISTRATOR),
  TLS_REQUIRED(1005, Responsible.ADMINISTRATOR),
  /** The stored state belongs to another portal, database or company. */
  IDENTITY_MISMATCH(1006, Responsible.ADMINISTRATOR),
  FLOWS_OVERLAP(1007, Responsible.DEVELOPER),
  MAPPING_INVALID(1008, Responsible.DEVELOPER),
  CODE_TABLE_INVALID(1009, Responsible.ADMINISTRATOR),
  UNSUPPORTED_OPERATION(1010, Responsible.DEVELOPER),
  API_VERSION_UNSUPPORTED(1011, Responsible.DEVELOPER),
  WEBHOOK_SIGNATURE_INVALID(1012, Responsible.ADMINISTRATOR),

  SYSTEM_UNREACHABLE(2001, Responsible.ADMINISTRATOR),
  TLS_FAILED(2002, Responsible.ADMINISTRATOR),
  HTML_INSTEAD_OF_JSON(2003, Responsible.ADMINISTRATOR),
  CIRCUIT_OPEN(2004, Responsible.ADMINISTRATOR),
  TIMED_OUT(2005, Responsible.ADMINISTRATOR),
  SYSTEM_ERROR(2006, Responsible.ADMINISTRATOR),
  CONNECTION_LOST(2007, Responsible.ADMINISTRATOR),
  RESPONSE_UNREADABLE(2008, Responsible.DEVELOPER),
  RESPONSE_TOO_LARGE(2009, Responsible.DEVELOPER),
  REDIRECT_REFUSED(2010, Responsible.ADMINISTRATOR),
  CALL_INTERRUPTED(2011, Responsible.OPERATOR),
  CLOCK_SKEW(2012, Responsible.ADMINISTRATOR),
  /** A page sequence that does not end. */
  PAGING_ENDLESS(2013, Responsible.DEVELOPER),
  DATABASE_DOWN(2020, Responsible.ADMINISTRATOR),
  SQL_LOGIN_REFUSED(2021, Responsible.ADMINISTRATOR),
  RECORD_IN_USE(2022, Responsible.OPERATOR),
  IMPORT_DIRECTORY_FULL(2030, Responsible.ADMINISTRATOR),
  IMPORT_DIRECTORY_UNUSABLE(2031, Responsible.ADMINISTRATOR),
  TOKEN_REFUSED(2101, Responsible.ADMINISTRATOR),
  CREDENTIALS_REFUSED(2102, Responsible.ADMINISTRATOR),
  /** The refresh token is dead: a person must consent again. */
  CONSENT_LOST(2103, Responsible.ADMINISTRATOR),
  SCOPE_MISSING(2104, Responsible.ADMINISTRATOR),
  ACCESS_DENIED(2105, Responsible.ADMINISTRATOR),
  TOKEN_STORE_FAILED(2106, Responsible.ADMINISTRATOR),
  THROTTLED(2201, Responsible.OPERATOR),
  BUDGET_EXHAUSTED(2202, Responsible.ADMINISTRATOR),

  REFUSED_BY_REMOTE(3001, Responsible.OPERATOR),
  RECORD_NOT_FOUND(3002, Responsible.OPERATOR),
  STALE_RECORD(3003, Responsible.OPERATOR),
  OUTCOME_UNKNOWN(3004, Responsible.OPERATOR),
  DUPLICATE_VALUE(3005, Responsible.OPERATOR),
  FIELD_TOO_LONG(3006, Responsible.OPERATOR),
  NOT_ENCODABLE(3007, Responsible.OPERATOR),
  UNKNOWN_CODE(3008, Responsible.ADMINISTRATOR),
  CUSTOM_PROPERTY_MISSING(3009, Responsible.ADMINISTRATOR),
  COLUMN_LAYOUT_UNKNOWN(3010, Responsible.DEVELOPER),
  DRIFT_DETECTED(3011, Responsible.ADMINISTRATOR),
  POSITION_LOST(3012, Responsible.OPERATOR),
  NOT_TAKEN(3013, Responsible.OPERATOR),
  INCOMPLETE_WRITE(3014, Responsible.OPERATOR),
  REFERENCE_MISSING(3015, Responsible.OPERATOR),
  REFERENCE_REJECTED(3016, Responsible.OPERATOR),
  VALUE_INVALID(3017, Responsible.OPERATOR),
  WRITE_OVERDUE(3018, Responsible.ADMINISTRATOR),
  /** Two values for one field, or two records for one key. */
  CONFLICT(3019, Responsible.OPERATOR),
  MATCH_AMBIGUOUS(3020, Responsible.OPERATOR),
  KEY_TAKEN(3021, Responsible.OPERATOR),
  CONTESTED_FIELD(3022, Responsible.ADMINISTRATOR),
  /** Records that wait for each other. */
  REFERENCE_CYCLE(3023, Responsible.OPERATOR),

  PRODUCT_UNKNOWN(4001, Responsible.SALESPERSON),
  PRODUCT_INACTIVE(4002, Responsible.SALESPERSON),
  CUSTOMER_BLOCKED(4003, Responsible.ACCOUNTANT),
  CREDIT_LIMIT_EXCEEDED(4004, Responsible.ACCOUNTANT),
  TOTAL_MISMATCH(4005, Responsible.SALESPERSON),
  TAX_DIFFERENCE(4006, Responsible.ACCOUNTANT),
  STOCK_SHORT(4007, Responsible.SALESPERSON),
  POSSIBLE_DUPLICATE(4008, Responsible.OPERATOR),
  CONTACT_WITHOUT_EMAIL(4009, Responsible.ACCOUNTANT),
  CUSTOMER_CREATE_FAILED(4010, Responsible.ACCOUNTANT),
  CUSTOMER_CREATED(4011, Responsible.ACCOUNTANT),
  CUSTOMER_UNKNOWN(4012, Responsible.SALESPERSON),
  CUSTOMER_DORMANT(4013, Responsible.ACCOUNTANT),
  PENDING_NO_WRITE_PATH(4014, Responsible.ADMINISTRATOR),
  CHANGED_AFTER_SYNC(4015, Responsible.SALESPERSON),
  NEED_MISSING(4016, Responsible.OPERATOR),
  LINE_WITHOUT_VALUE(4017, Responsible.SALESPERSON),
  CURRENCY_UNKNOWN(4018, Responsible.ACCOUNTANT),
  QUOTE_EXPIRED(4019, Responsible.SALESPERSON),
  QUOTE_WITHDRAWN(4020, Responsible.SALESPERSON),

  GUARD_STOPPED(5001, Responsible.OPERATOR),
  FIRST_SYNC_UNCONFIRMED(5002, Responsible.OPERATOR),
  STATE_UNAVAILABLE(5010, Responsible.ADMINISTRATOR),
  STATE_CONFLICT(5011, Responsible.OPERATOR),
  STATE_DUPLICATE_KEY(5012, Responsible.DEVELOPER),
  STATE_SCHEMA_MISMATCH(5013, Responsible.ADMINISTRATOR),
  STATE_UNREADABLE(5014, Responsible.DEVELOPER),
  LEASE_LOST(5015, Responsible.OPERATOR),
  LAG_EXCEEDED(5020, Responsible.OPERATOR),
  VOLUME_ABNORMAL(5021, Responsible.OPERATOR),
  RESPONSES_SLOW(5022, Responsible.ADMINISTRATOR),
  RECORDS_REJECTED(5023, Responsible.OPERATOR),
  DEPRECATION_ANNOUNCED(5024, Responsible.DEVELOPER),
  UNEXPECTED(5099, Responsible.DEVELOPER);

  private final int number;
  private final Responsible responsible;

  ErrorCode(int number, Responsible responsible) {
    this.number = number;
    this.responsible = responsible;
  }

  /** The stable identifier that people search for, {@code PAS-} and four digits. */
  public String id() {
    return "PAS-" + number;
  }

  /** Who must act, unless the {@link ErrorDetail} names somebody else. */
  public Responsible responsible() {
    return responsible;
  }
}
