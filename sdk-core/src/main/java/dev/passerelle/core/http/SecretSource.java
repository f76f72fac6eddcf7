package dev.passerelle.core.http;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** A secret that the host keeps and the remote knows. */
record SecretSource(String header, String name, Supplier<String> secret, UnaryOperator<String> form)
    implements AuthSource {

  @Override
  public Authorization obtain(Context context) {
    return Authorization.lasting(Map.of(header, form.apply(AuthSource.ask(name, secret))));
  }

  @Override
  public List<String> secrets() {
    return List.of(AuthSource.ask(name, secret));
  }
}
