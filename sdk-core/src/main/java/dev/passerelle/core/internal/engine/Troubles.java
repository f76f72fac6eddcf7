package dev.passerelle.core.internal.engine;

import dev.passerelle.core.SyncEvent;
import dev.passerelle.core.error.AuthenticationFailed;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.ErrorDetail;
import dev.passerelle.core.error.InvalidConfiguration;
import dev.passerelle.core.error.OutcomeUnknown;
import dev.passerelle.core.error.PasserelleException;
import dev.passerelle.core.error.StateStoreFailure;
import dev.passerelle.core.error.SystemUnavailable;
import dev.passerelle.core.error.Throttled;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * What systems cause, not records: told once a run, and the system at fault is left alone where
 * further calls would fail as well (L25).
 */
final class Troubles {
  /** Of a single record, although the way to the system is concerned. */
  private static final Set<ErrorCode> OF_RECORDS =
      EnumSet.of(ErrorCode.RECORD_IN_USE, ErrorCode.WEBHOOK_SIGNATURE_INVALID);

  /** Said of a record, but true of all of them. */
  private static final Set<ErrorCode> OF_ALL_RECORDS =
      EnumSet.of(
          ErrorCode.CUSTOM_PROPERTY_MISSING,
          ErrorCode.COLUMN_LAYOUT_UNKNOWN,
          ErrorCode.DRIFT_DETECTED);

  /** Told of a single write, and bound to fail for the next one too. */
  private static final Set<ErrorCode> LASTING =
      EnumSet.of(
          ErrorCode.TOKEN_REFUSED,
          ErrorCode.CREDENTIALS_REFUSED,
          ErrorCode.CONSENT_LOST,
          ErrorCode.SQL_LOGIN_REFUSED,
          ErrorCode.SYSTEM_UNREACHABLE,
          ErrorCode.TLS_FAILED,
          ErrorCode.HTML_INSTEAD_OF_JSON,
          ErrorCode.CIRCUIT_OPEN,
          ErrorCode.DATABASE_DOWN,
          ErrorCode.THROTTLED,
          ErrorCode.BUDGET_EXHAUSTED);

  private final Context context;
  private final Report report;

  Troubles(Context context, Report report) {
    this.context = context;
    this.report = report;
  }

  /** Whether something is the fault of a system or of the settings, not of one record. */
  static boolean isOfSystem(ErrorDetail detail) {
    String id = detail.code().id();
    boolean reaching = id.startsWith("PAS-1") || id.startsWith("PAS-2");
    return OF_ALL_RECORDS.contains(detail.code())
        || (reaching && !OF_RECORDS.contains(detail.code()));
  }

  /** Does something with a system; its failure stops that system only. */
  boolean attempt(EngineSystem system, Runnable work) {
    try {
      work.run();
      return true;
    } catch (PasserelleException e) {
      if (e instanceof InvalidConfiguration || e instanceof StateStoreFailure) {
        throw e;
      }
      met(system, e);
      return false;
    }
  }

  /** A call failed; {@code asked} is at fault unless another system's adapter threw. */
  void met(EngineSystem asked, PasserelleException e) {
    EngineSystem system =
        context.topology().systems().values().stream()
            .filter(each -> each.threw(e))
            .findFirst()
            .orElse(asked);
    tell(system, e.detail());
    Instant now = context.clock().instant();
    if (!pauses(e)) {
      return;
    }
    if (e instanceof Throttled throttled) {
      system.pause(throttled.retryAt().orElse(now.plus(context.settings().pause())));
    } else {
      system.pause(now.plus(context.settings().pause()));
    }
  }

  /** Whether a failure keeps the system from being called for a while. */
  static boolean pauses(PasserelleException e) {
    return e instanceof Throttled
        || e instanceof AuthenticationFailed
        || e instanceof SystemUnavailable;
  }

  /** A single write was not done, and what it says of it is true of its system. */
  void met(EngineSystem system, ErrorDetail cause) {
    tell(system, cause);
    if (LASTING.contains(cause.code())) {
      system.pause(context.clock().instant().plus(context.settings().pause()));
    }
  }

  /** The outcome of a write is not known: what is behind it is told where it will last. */
  void unknown(EngineSystem system, ErrorDetail outcome) {
    Optional.ofNullable(outcome.figures().get(OutcomeUnknown.BECAUSE))
        .map(ErrorCode::valueOf)
        .filter(LASTING::contains)
        .ifPresentOrElse(
            code -> met(system, because(code, outcome)),
            () -> context.tell(new SyncEvent.Failed(system.name(), outcome)));
  }

  private static ErrorDetail because(ErrorCode code, ErrorDetail outcome) {
    ErrorDetail.Builder detail = ErrorDetail.of(code);
    outcome.figures().forEach(detail::figure);
    Optional.ofNullable(outcome.requestId()).ifPresent(detail::requestId);
    Optional.ofNullable(outcome.httpStatus()).ifPresent(detail::httpStatus);
    return detail.build();
  }

  /** Connectors may call themselves otherwise than the engine calls their system. */
  private void tell(EngineSystem system, ErrorDetail said) {
    ErrorDetail detail = said.toBuilder().system(system.name()).build();
    boolean first = true;
    if (isOfSystem(detail)) {
      system.trouble(detail);
      first = report.trouble(detail);
    } else {
      report.error(detail);
    }
    if (first) {
      context.tell(new SyncEvent.Failed(system.name(), detail));
    }
  }
}
