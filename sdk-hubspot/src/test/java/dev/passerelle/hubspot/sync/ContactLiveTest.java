package dev.passerelle.hubspot.sync;

import dev.passerelle.core.model.Contact;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Fields;
import dev.passerelle.testkit.Remote;
import java.util.Locale;

class ContactLiveTest extends LiveContract {
  @Override
  protected EntityType type() {
    return Contact.TYPE;
  }

  @Override
  String objectType() {
    return "contacts";
  }

  @Override
  String referenceProperty() {
    return "erp_contact_key";
  }

  @Override
  protected Remote remote() {
    return new LiveRemote(
        portal,
        objectType(),
        referenceProperty(),
        Column.text(Contact.LAST_NAME, "lastname"),
        Column.text(Contact.FIRST_NAME, "firstname"),
        Column.text(Contact.JOB_TITLE, "jobtitle"),
        Column.text(Contact.EMAIL, "email"));
  }

  private String address(String name, int n) {
    return (portal.mark + name + n).toLowerCase(Locale.ROOT) + "@example.org";
  }

  @Override
  protected Fields sample(int n) {
    return Fields.builder()
        .set(Contact.LAST_NAME, portal.mark + n)
        .set(Contact.FIRST_NAME, "Élise " + n)
        .set(Contact.JOB_TITLE, "Sentinel " + n)
        .set(Contact.EMAIL, address("s", n))
        .build();
  }

  @Override
  protected Fields edited(int n) {
    return Fields.of(
        Contact.LAST_NAME, portal.mark + "Renamed-" + n, Contact.EMAIL, address("r", n));
  }
}
