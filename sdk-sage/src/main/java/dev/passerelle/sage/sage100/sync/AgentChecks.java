package dev.passerelle.sage.sage100.sync;

import dev.passerelle.core.adapter.Finding;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.ErrorDetail;
import dev.passerelle.core.error.PasserelleException;
import dev.passerelle.sage.sage100.model.AgentAbout;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What an administrator must mend about the agent (contract of the agent, §2): whether it answers,
 * takes the key, speaks our contract, serves the company that is read by SQL, and can do
 * everything. Reads only; whether the key may write shows at the first write.
 */
final class AgentChecks {
  private static final List<String> CAPABILITIES =
      List.of(
          "customer.create",
          "customer.update",
          "customer.sleep",
          "customer.wake",
          "contact.create",
          "contact.update",
          "contact.delete",
          "document.create:0",
          "document.create:1",
          "price");

  private final Site site;
  private final AgentPath path;
  private final List<Finding> findings = new ArrayList<>();

  AgentChecks(Site site, AgentPath path) {
    this.site = site;
    this.path = path;
  }

  List<Finding> run() {
    try {
      AgentPath.Greeting now = path.greet();
      Checks.skew("the agent", now.ahead()).ifPresent(findings::add);
      capabilities(now.about());
      lag(now.about());
      zone(now.about());
      journal(now.about());
    } catch (PasserelleException e) {
      // An agent that does not answer, or serves another company, tells nothing more of use.
      findings.add(Finding.error(e.detail()));
    }
    return List.copyOf(findings);
  }

  private void capabilities(AgentAbout about) {
    List<String> missing =
        CAPABILITIES.stream().filter(name -> !about.capabilities().contains(name)).toList();
    if (!missing.isEmpty()) {
      findings.add(
          Finding.warning(
              detail(ErrorCode.UNSUPPORTED_OPERATION)
                  .figure("capability", String.join(", ", missing))
                  .nextStep("Install a version of the agent that can, or do without.")
                  .build()));
    }
  }

  /** Absence counts only after the longest time in which a request may take effect (L20). */
  private void lag(AgentAbout about) {
    Duration longest = Duration.ofSeconds(about.executionSeconds());
    if (site.settings().maxLag().compareTo(longest) <= 0) {
      findings.add(
          Finding.error(
              detail(ErrorCode.CONFIGURATION_INVALID)
                  .figure("place", "maxLag")
                  .cause("the agent may work " + longest.toSeconds() + " s on one operation")
                  .nextStep("Set maxLag to more than that, with a margin.")
                  .build()));
    }
  }

  private void zone(AgentAbout about) {
    if (!about.zone().isEmpty() && !about.zone().equals(site.settings().zone().getId())) {
      findings.add(
          Finding.warning(
              detail(ErrorCode.CONFIGURATION_INVALID)
                  .figure("place", "zone")
                  .cause("settings " + site.settings().zone().getId() + ", agent " + about.zone())
                  .nextStep("Documents without a date get the agent's: set both to one zone.")
                  .build()));
    }
  }

  private void journal(AgentAbout about) {
    site.settings()
        .agentInstance()
        .filter(known -> !known.equals(about.instance()))
        .ifPresent(
            known ->
                findings.add(
                    Finding.error(
                        detail(ErrorCode.DRIFT_DETECTED)
                            .entity("journal")
                            .figure("change", "the agent's journal is not the one in the settings")
                            .nextStep(
                                "Look in Sage for writes without an outcome; then confirm the new"
                                    + " instance in the settings.")
                            .build())));
  }

  private static ErrorDetail.Builder detail(ErrorCode code) {
    return ErrorDetail.of(code).system("the agent");
  }
}
