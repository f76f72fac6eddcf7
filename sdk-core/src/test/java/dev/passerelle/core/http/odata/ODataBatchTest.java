package dev.passerelle.core.http.odata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.passerelle.core.http.JsonTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;

class ODataBatchTest {
  private static final HttpUrl ROOT = HttpUrl.get("https://host:50000/b1s/v2/");
  private static final String TYPE = "multipart/mixed; boundary=b1";

  private static ODataBatch twoOrders() {
    return ODataBatch.builder()
        .find("read", "Items", ODataKey.of("A1"), ODataQuery.all().select("ItemCode"))
        .changeSet(
            new ODataBatch.ChangeSet()
                .create("first", "Orders", JsonTree.of(Map.of("Name", "É")))
                .update("second", "Orders", ODataKey.of(5), JsonTree.of(Map.of("A", 1)), "W/\"x\""))
        .build();
  }

  private static String text(ODataBatch batch, ODataDialect dialect) {
    return new String(batch.bytes(dialect, ROOT), StandardCharsets.UTF_8);
  }

  @Test
  void aGatewayWantsVersionHeadersAndLength() {
    assertThat(text(twoOrders(), ODataDialect.V2))
        .isEqualTo(
            """
            --batch_passerelle
            Content-Type: application/http
            Content-Transfer-Encoding: binary

            GET Items('A1')?$select=ItemCode HTTP/1.1
            Accept: application/json


            --batch_passerelle
            Content-Type: multipart/mixed;boundary=changeset_1

            --changeset_1
            Content-Type: application/http
            Content-Transfer-Encoding: binary
            Content-ID: 1

            POST Orders HTTP/1.1
            Accept: application/json
            Content-Type: application/json
            Content-Length: 13

            {"Name":"É"}
            --changeset_1
            Content-Type: application/http
            Content-Transfer-Encoding: binary
            Content-ID: 2

            PATCH Orders(5) HTTP/1.1
            If-Match: W/"x"
            Accept: application/json
            Content-Type: application/json
            Content-Length: 7

            {"A":1}
            --changeset_1--

            --batch_passerelle--
            """
                .replace("\n", "\r\n"));
  }

  @Test
  void theServiceLayerWantsPathsOfTheHost() {
    String text = text(twoOrders(), ODataDialect.SERVICE_LAYER_V2);

    assertThat(text)
        .contains("\r\n\r\nGET /b1s/v2/Items('A1')?$select=ItemCode\r\n\r\n")
        .contains("Content-ID: 1\r\n\r\nPOST /b1s/v2/Orders\r\n\r\n{\"Name\"")
        .doesNotContain("HTTP/1.1");
    assertThat(text.replace("\r\n", "")).doesNotContain("\n");
  }

  @Test
  void eachPartIsFoundByItsKey() throws IOException {
    String answer =
        """
        --b1
        Content-Type: application/http
        Content-Transfer-Encoding: binary

        HTTP/1.1 404 Not Found
        Content-Type: application/json

        {"error":{"code":"-2028"}}
        --b1
        Content-Type: multipart/mixed; boundary="c 1"x

        --"c
        --b1--
        """;
    assertThatThrownBy(() -> MultipartReader.read(TYPE, answer)).isInstanceOf(IOException.class);

    ODataBatchAnswer read =
        twoOrders()
            .match(
                MultipartReader.read(
                    TYPE,
                    """
                    --b1
                    Content-Type: application/http

                    HTTP/1.1 404 Not Found
                    Content-Type: application/json

                    {"error":{"code":"-2028"}}

                    --b1
                    Content-Type: multipart/mixed; boundary=c1

                    --c1
                    Content-Type: application/http
                    Content-ID: 2

                    HTTP/1.1 204 No Content
                    ETag: W/"y"

                    --c1
                    Content-Type: application/http
                    Content-ID: 1

                    HTTP/1.1 201 Created
                    Content-Type: application/json

                    {"DocEntry":7}
                    --c1--
                    --b1--
                    """
                        .replace("\n", "\r\n")));

    assertThat(read.part("read").orElseThrow().status()).isEqualTo(404);
    assertThat(read.part("first").orElseThrow().body().at("DocEntry").text()).contains("7");
    assertThat(read.part("second").orElseThrow().status()).isEqualTo(204);
    assertThat(read.part("second").orElseThrow().header("etag")).contains("W/\"y\"");
    assertThat(read.part("second").orElseThrow().body().isMissing()).isTrue();
  }

  @Test
  void aRefusedChangeSetIsRefusedForAll() throws IOException {
    ODataBatchAnswer read =
        twoOrders()
            .match(
                MultipartReader.read(
                    TYPE,
                    """
                    --b1
                    Content-Type: application/http

                    HTTP/1.1 200 OK

                    {}
                    --b1
                    Content-Type: application/http

                    HTTP/1.1 400 Bad Request
                    Content-Type: application/json

                    {"error":{"code":"-5002"}}
                    --b1--
                    """));

    assertThat(read.part("read").orElseThrow().isDone()).isTrue();
    assertThat(read.part("first").orElseThrow().status()).isEqualTo(400);
    assertThat(read.part("second").orElseThrow().status()).isEqualTo(400);
    assertThat(read.part("second").orElseThrow().isDone()).isFalse();
  }

  @Test
  void whatIsNotMentionedHasNoOutcome() throws IOException {
    ODataBatchAnswer read =
        twoOrders()
            .match(
                MultipartReader.read(
                    TYPE,
                    """
                    --b1
                    Content-Type: application/http

                    HTTP/1.1 200 OK

                    {}
                    --b1
                    Content-Type: multipart/mixed; boundary=c1

                    --c1
                    Content-Type: application/http

                    HTTP/1.1 201 Created

                    {}
                    --c1--
                    --b1--
                    """));

    assertThat(read.part("read")).isPresent();
    // One answer without a number for two requests: whose it is nobody knows.
    assertThat(read.part("first")).isEmpty();
    assertThat(read.part("second")).isEmpty();
  }

  private static ODataBatch twoRecords() {
    ODataBatch.Builder batch = ODataBatch.builder();
    for (String key : List.of("5", "6")) {
      batch.changeSet(
          new ODataBatch.ChangeSet()
              .update(key, "Orders", ODataKey.of(key), JsonTree.of(Map.of("A", 1)), "W/\"x\""));
    }
    return batch.build();
  }

  private static String done(int number, String boundary) {
    return """
    --b1
    Content-Type: multipart/mixed; boundary=%2$s

    --%2$s
    Content-Type: application/http
    Content-ID: %1$d

    HTTP/1.1 204 No Content

    --%2$s--
    """
        .formatted(number, boundary);
  }

  private static final String REFUSED =
      """
      --b1
      Content-Type: application/http

      HTTP/1.1 412 Precondition Failed

      """;

  @Test
  void changeSetsOfOneBatchAreNumberedThroughout() {
    assertThat(text(twoRecords(), ODataDialect.V2))
        .containsSubsequence(
            "Content-ID: 1\r\n", "PATCH Orders('5')", "Content-ID: 2\r\n", "PATCH Orders('6')");
  }

  @Test
  void oneRefusedChangeSetStopsNoOther() throws IOException {
    ODataBatchAnswer read =
        twoRecords().match(MultipartReader.read(TYPE, REFUSED + done(2, "c2") + "--b1--\n"));

    assertThat(read.part("5").orElseThrow().status()).isEqualTo(412);
    assertThat(read.part("6").orElseThrow().status()).isEqualTo(204);
  }

  @Test
  void theNumberTellsWhoseAnswerItIsAndNotThePlace() throws IOException {
    ODataBatchAnswer read =
        twoRecords().match(MultipartReader.read(TYPE, done(2, "c2") + REFUSED + "--b1--\n"));

    assertThat(read.part("6").orElseThrow().status()).isEqualTo(204);
    // The refusal stands where the other one's answer would: it proves nothing of either.
    assertThat(read.part("5")).isEmpty();
  }

  @Test
  void anAnswerThatIsMissingLeavesOthersTheirs() throws IOException {
    ODataBatchAnswer read =
        twoRecords().match(MultipartReader.read(TYPE, done(2, "c2") + "--b1--\n"));

    assertThat(read.part("6").orElseThrow().isDone()).isTrue();
    assertThat(read.part("5")).isEmpty();
  }

  @Test
  void aNumberToldTwiceTellsNothing() throws IOException {
    ODataBatchAnswer read =
        twoRecords().match(MultipartReader.read(TYPE, done(2, "c1") + done(2, "c2") + "--b1--\n"));

    assertThat(read.parts()).isEmpty();
  }

  @Test
  void aMissingPartMakesAllUnknown() throws IOException {
    ODataBatchAnswer read =
        twoOrders()
            .match(
                MultipartReader.read(
                    TYPE,
                    """
                    --b1
                    Content-Type: application/http

                    HTTP/1.1 201 Created

                    {}
                    --b1--
                    """));

    assertThat(read.parts()).isEmpty();
  }

  @Test
  void aKeyIsUsedOnce() {
    ODataBatch.Builder builder = ODataBatch.builder().create("a", "Orders", JsonTree.of(Map.of()));
    assertThatThrownBy(() -> builder.create("a", "Orders", JsonTree.of(Map.of())))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
