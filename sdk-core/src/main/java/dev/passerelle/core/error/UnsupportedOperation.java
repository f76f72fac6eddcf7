package dev.passerelle.core.error;

/** Something that this system, product, edition or connector does not offer. */
public final class UnsupportedOperation extends PasserelleException {
  private final String capability;

  /**
   * @param system short name of the system, or the product's name
   * @param capability what was asked for, {@code archive Customer}
   */
  public UnsupportedOperation(String system, String capability) {
    super(
        ErrorDetail.of(ErrorCode.UNSUPPORTED_OPERATION)
            .system(system)
            .figure("capability", capability)
            .build());
    this.capability = capability;
  }

  /** What was asked for. */
  public String capability() {
    return capability;
  }
}
