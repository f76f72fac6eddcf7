package dev.passerelle.core.http;

import java.util.List;
import java.util.Map;

/** A token that we sign ourselves and the remote accepts as it is. */
record JwtSource(Credentials.Jwt jwt) implements AuthSource {
  @Override
  public Authorization obtain(Context context) {
    return Authorization.expiring(
        Map.of("Authorization", "Bearer " + jwt.sign(context.clock())),
        context.clock().instant(),
        jwt.validity());
  }

  @Override
  public List<String> secrets() {
    return jwt.secrets();
  }
}
