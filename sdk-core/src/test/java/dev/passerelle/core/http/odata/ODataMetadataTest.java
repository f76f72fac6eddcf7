package dev.passerelle.core.http.odata;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ODataMetadataTest {
  private final ODataMetadata four = ODataMetadata.parse(Shapes.V4).orElseThrow();
  private final ODataMetadata two = ODataMetadata.parse(Shapes.V2).orElseThrow();

  @Test
  void setsTypesAndKeys() {
    assertThat(four.typeOf("Orders").orElseThrow().keys()).containsExactly("Id");
    assertThat(two.typeOf("Items").orElseThrow().keys()).containsExactly("OrderId", "Pos");
    assertThat(four.enums().get("Stage")).containsExactly("open", "closed");
  }

  @Test
  void propertiesInsideOthers() {
    assertThat(four.property("Orders", "Place/City"))
        .contains(new ODataMetadata.Property("String", false, true, 40));
    assertThat(four.property("Orders", "Rows/City")).isPresent();
    assertThat(four.property("Orders", "_Item/Material")).isPresent();
    assertThat(two.property("Orders", "to_Item/Material")).isPresent();
    assertThat(two.property("Orders", "to_Item").orElseThrow().collection()).isTrue();
    assertThat(four.property("Orders", "Place/Street")).isEmpty();
  }

  @Test
  void whatIsMissingIsNamed() {
    assertThat(four.missing("Orders", List.of("Name", "U_Key", "Place/Street")))
        .extracting(ODataMetadata.Gap::path)
        .containsExactly("Orders/Place/Street", "Orders/U_Key");
    assertThat(four.missing("Nothing", List.of("Name")))
        .extracting(ODataMetadata.Gap::path)
        .containsExactly("Nothing");
  }

  @Test
  void theFingerprintChangesWithWhatIsUsed() {
    List<String> used = List.of("Name", "Stage");
    String before = four.fingerprint("Orders", used);

    assertThat(changed("<Property Name=\"Number\"", "<Property Name=\"Other\"", used))
        .isEqualTo(before);
    assertThat(changed("MaxLength=\"100\"", "MaxLength=\"50\"", used)).isNotEqualTo(before);
    assertThat(changed("<Member Name=\"closed\"/>", "", used)).isNotEqualTo(before);
    assertThat(changed("<Property Name=\"Name\"", "<Property Name=\"Renamed\"", used))
        .isNotEqualTo(before);
    assertThat(
            changed(
                "Name=\"Name\" Type=\"Edm.String\"",
                "Name=\"Name\" Nullable=\"false\" Type=\"Edm.String\"",
                used))
        .isNotEqualTo(before);
  }

  private static String changed(String from, String to, List<String> used) {
    assertThat(Shapes.V4).contains(from);
    return ODataMetadata.parse(Shapes.V4.replace(from, to))
        .orElseThrow()
        .fingerprint("Orders", used);
  }

  @Test
  void noExternalEntityIsLoaded() {
    String bad =
        "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/hostname\">]>"
            + "<edmx:Edmx xmlns:edmx=\"e\"><Schema Namespace=\"&e;\"/></edmx:Edmx>";
    assertThat(ODataMetadata.parse(bad).map(ODataMetadata::sets).map(Object::toString).orElse(""))
        .doesNotContain("localhost");
    assertThat(ODataMetadata.parse("{}")).isEmpty();
    assertThat(ODataMetadata.parse("<html/>")).isEmpty();
    assertThat(ODataMetadata.parse("<edmx:Edmx xmlns:edmx=\"e\">")).isEmpty();
  }
}
