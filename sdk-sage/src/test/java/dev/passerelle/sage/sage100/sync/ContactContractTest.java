package dev.passerelle.sage.sage100.sync;

import dev.passerelle.core.adapter.Connector;
import dev.passerelle.core.model.Contact;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Ref;
import dev.passerelle.simulators.sage100.Variant;
import dev.passerelle.testkit.EntityAdapterContract;
import dev.passerelle.testkit.Remote;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;

/** Contacts by SQL, in an old database, and through the agent. */
class ContactContractTest extends EntityAdapterContract {
  private static final Map<Field<String>, String> TEXTS =
      Map.of(
          Contact.LAST_NAME, "CT_Nom",
          Contact.FIRST_NAME, "CT_Prenom",
          Contact.EMAIL, "CT_EMail",
          Contact.JOB_TITLE, "CT_Fonction",
          Contact.MOBILE, "CT_TelPortable");
  private static final Set<Ref> HOTEL = Set.of(Ref.to(Customer.TYPE, "103"));

  private final Negoce negoce = Negoce.withAgent(Variant.OLD);

  @AfterEach
  void close() {
    negoce.close();
  }

  @Override
  protected Connector connector() {
    return negoce.connect(settings -> settings.agent(negoce.agent()));
  }

  @Override
  protected EntityType type() {
    return Contact.TYPE;
  }

  @Override
  protected Fields sample(int n) {
    return Fields.builder()
        .set(Contact.LAST_NAME, "Sentinelle-" + n)
        .set(Contact.FIRST_NAME, "Élise-Sentinelle-" + n)
        .set(Contact.EMAIL, "elise" + n + "@sentinelle.example")
        .set(Contact.JOB_TITLE, "Acheteuse")
        .set(Contact.MOBILE, "06 39 98 77 " + n)
        .set(Contact.CUSTOMERS, HOTEL)
        .build();
  }

  @Override
  protected Fields edited(int n) {
    return Fields.of(
        Contact.EMAIL, "nouvelle" + n + "@sentinelle.example", Contact.JOB_TITLE, "Directrice");
  }

  @Override
  protected Remote remote() {
    return new SageRemote(negoce) {
      @Override
      public RecordId create(Fields fields) {
        Map<String, Object> columns = columns(TEXTS, fields);
        columns.put("CT_Num", "HOTELKARUK");
        return RecordId.of(negoce.sage.user().createContact(columns));
      }

      @Override
      public void edit(RecordId id, Fields changed) {
        Map<String, Object> columns = columns(TEXTS, changed);
        if (!columns.isEmpty()) {
          negoce.sage.user().changeContact(Integer.parseInt(id.value()), columns);
        }
      }

      @Override
      public void delete(RecordId id) {
        negoce.sage.user().deleteContact(Integer.parseInt(id.value()));
      }

      @Override
      public Optional<Fields> fields(RecordId id) {
        return row("F_CONTACTT", id).map(row -> texts(TEXTS, row).with(Contact.CUSTOMERS, HOTEL));
      }

      @Override
      public long liveRecords(String reference) {
        String name = "Sentinelle-" + reference.substring(3);
        return negoce
            .rows("SELECT [cbMarq] FROM [dbo].[F_CONTACTT] WHERE [CT_Nom] = ?", name)
            .size();
      }
    };
  }
}
