package dev.passerelle.salesforce.sync;

import dev.passerelle.core.model.Contact;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Fields;
import dev.passerelle.testkit.Remote;
import java.util.Map;

class ContactLiveTest extends LiveContract {
  @Override
  protected EntityType type() {
    return Contact.TYPE;
  }

  @Override
  protected Remote remote() {
    return new LiveRemote(
        org,
        "Contact",
        Map.of(),
        Column.text(Contact.FIRST_NAME, "FirstName"),
        Column.text(Contact.LAST_NAME, "LastName"),
        Column.text(Contact.EMAIL, "Email"));
  }

  @Override
  protected Fields sample(int n) {
    return Fields.of(
        Contact.FIRST_NAME,
        "Sentinelle" + org.mark + n,
        Contact.LAST_NAME,
        org.mark + n,
        Contact.EMAIL,
        (org.mark + n + "@example.org").toLowerCase(java.util.Locale.ROOT));
  }

  @Override
  protected Fields edited(int n) {
    return Fields.of(
        Contact.FIRST_NAME, "Renamed" + n, Contact.LAST_NAME, org.mark + "Renamed" + n);
  }
}
