package dev.passerelle.hubspot;

import dev.passerelle.core.http.CallKind;
import dev.passerelle.core.http.JsonTree;
import dev.passerelle.core.http.Sends;
import dev.passerelle.hubspot.internal.AssociationWire;
import dev.passerelle.hubspot.internal.AssociationWire.Fetch;
import dev.passerelle.hubspot.internal.AssociationWire.Labels;
import dev.passerelle.hubspot.internal.AssociationWire.Link;
import dev.passerelle.hubspot.internal.AssociationWire.Read;
import dev.passerelle.hubspot.internal.AssociationWire.Unlink;
import dev.passerelle.hubspot.internal.Lists;
import dev.passerelle.hubspot.model.AccountDetails;
import dev.passerelle.hubspot.model.BatchAnswer;
import dev.passerelle.hubspot.model.BatchRead;
import dev.passerelle.hubspot.model.BatchRow;
import dev.passerelle.hubspot.model.HubSpotObject;
import dev.passerelle.hubspot.model.Inputs;
import dev.passerelle.hubspot.model.NewProperty;
import dev.passerelle.hubspot.model.ObjectId;
import dev.passerelle.hubspot.model.ObjectPage;
import dev.passerelle.hubspot.model.Owner;
import dev.passerelle.hubspot.model.Property;
import dev.passerelle.hubspot.model.PropertyGroup;
import dev.passerelle.hubspot.model.Search;
import java.util.Map;
import retrofit2.Call;
import retrofit2.http.Body;
import retrofit2.http.GET;
import retrofit2.http.HTTP;
import retrofit2.http.PATCH;
import retrofit2.http.POST;
import retrofit2.http.PUT;
import retrofit2.http.Path;
import retrofit2.http.Query;
import retrofit2.http.QueryMap;
import retrofit2.http.Url;

/** The wire, and nothing else (fact sheet §1, §2, §4). */
interface HubSpotApi {
  /** The pinned version of every CRM path; sent, checked and documented. */
  String VERSION = "2026-09";

  /** The account service has its own calendar: its newest dated version is this one. */
  String ACCOUNT_VERSION = "2026-03";

  /** Name of the quota that searches are charged to, as HubSpot names it in a refusal. */
  String SEARCH_QUOTA = "SECONDLY";

  String OBJECTS = "crm/objects/" + VERSION + "/{type}";
  String PROPERTIES = "crm/properties/" + VERSION + "/{type}";
  String ASSOCIATIONS = "crm/associations/" + VERSION + "/{from}/{to}";

  @GET(OBJECTS)
  Call<ObjectPage> list(@Path("type") String type, @QueryMap Map<String, String> query);

  @GET(OBJECTS + "/{id}")
  Call<HubSpotObject> get(
      @Path("type") String type, @Path("id") String id, @QueryMap Map<String, String> query);

  @Sends(value = CallKind.READ, quota = SEARCH_QUOTA)
  @POST(OBJECTS + "/search")
  Call<ObjectPage> search(@Path("type") String type, @Body Search search);

  @Sends(CallKind.READ)
  @POST(OBJECTS + "/batch/read")
  Call<BatchAnswer> batchRead(
      @Path("type") String type, @Query("archived") boolean archived, @Body BatchRead read);

  @POST(OBJECTS + "/batch/create")
  Call<BatchAnswer> batchCreate(@Path("type") String type, @Body Inputs<BatchRow> rows);

  @Sends(CallKind.IDEMPOTENT_WRITE)
  @POST(OBJECTS + "/batch/update")
  Call<BatchAnswer> batchUpdate(@Path("type") String type, @Body Inputs<BatchRow> rows);

  // Sent once: after a lost answer a repetition would no longer tell whether it made the record.
  @POST(OBJECTS + "/batch/upsert")
  Call<BatchAnswer> batchUpsert(@Path("type") String type, @Body Inputs<BatchRow> rows);

  @Sends(CallKind.IDEMPOTENT_WRITE)
  @POST(OBJECTS + "/batch/archive")
  Call<Void> batchArchive(@Path("type") String type, @Body Inputs<ObjectId> rows);

  @Sends(CallKind.READ)
  @POST(ASSOCIATIONS + "/batch/read")
  Call<Read> associations(
      @Path("from") String from, @Path("to") String to, @Body Inputs<Fetch> rows);

  @Sends(CallKind.IDEMPOTENT_WRITE)
  @POST(ASSOCIATIONS + "/batch/associate/default")
  Call<AssociationWire.Changed> associate(
      @Path("from") String from, @Path("to") String to, @Body Inputs<Link> rows);

  @Sends(CallKind.IDEMPOTENT_WRITE)
  @POST(ASSOCIATIONS + "/batch/create")
  Call<AssociationWire.Changed> associateAs(
      @Path("from") String from, @Path("to") String to, @Body Inputs<Link> rows);

  @Sends(CallKind.IDEMPOTENT_WRITE)
  @POST(ASSOCIATIONS + "/batch/archive")
  Call<AssociationWire.Changed> dissociate(
      @Path("from") String from, @Path("to") String to, @Body Inputs<Unlink> rows);

  @Sends(CallKind.IDEMPOTENT_WRITE)
  @POST(ASSOCIATIONS + "/batch/labels/archive")
  Call<AssociationWire.Changed> dissociateAs(
      @Path("from") String from, @Path("to") String to, @Body Inputs<Link> rows);

  @GET(ASSOCIATIONS + "/labels")
  Call<Labels> labels(@Path("from") String from, @Path("to") String to);

  @GET(PROPERTIES)
  Call<Lists.Properties> properties(@Path("type") String type);

  @POST(PROPERTIES)
  Call<Property> createProperty(@Path("type") String type, @Body NewProperty property);

  @GET(PROPERTIES + "/groups")
  Call<Lists.Groups> propertyGroups(@Path("type") String type);

  @POST(PROPERTIES + "/groups")
  Call<PropertyGroup> createPropertyGroup(@Path("type") String type, @Body PropertyGroup group);

  @GET("crm/pipelines/" + VERSION + "/{type}")
  Call<Lists.Pipelines> pipelines(@Path("type") String type);

  @GET("crm/owners/" + VERSION)
  Call<Lists.Owners> owners(@QueryMap Map<String, String> query);

  @GET("crm/owners/" + VERSION + "/{id}")
  Call<Owner> owner(@Path("id") String id, @Query("archived") boolean archived);

  @GET("account-info/" + ACCOUNT_VERSION + "/details")
  Call<AccountDetails> account();

  @GET
  Call<JsonTree> rawGet(@Url String path, @QueryMap Map<String, String> query);

  @POST
  Call<JsonTree> rawPost(@Url String path, @Body JsonTree body);

  @PATCH
  Call<JsonTree> rawPatch(@Url String path, @Body JsonTree body);

  @PUT
  Call<JsonTree> rawPut(@Url String path, @Body JsonTree body);

  @HTTP(method = "DELETE", hasBody = false)
  Call<Void> rawDelete(@Url String path);
}
