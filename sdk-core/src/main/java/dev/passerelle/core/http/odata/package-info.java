/**
 * OData for connectors: queries, keys, values, pages, batches and metadata of V2, V4 and the two
 * forms that the SAP Business One Service Layer speaks. {@link
 * dev.passerelle.core.http.odata.ODataService} is the way in; it stands on a {@link
 * dev.passerelle.core.http.ServiceFactory}, so credentials, retry, budget and error translation are
 * those of the connector.
 */
@NullMarked
package dev.passerelle.core.http.odata;

import org.jspecify.annotations.NullMarked;
