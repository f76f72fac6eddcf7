package dev.passerelle.salesforce;

import dev.passerelle.core.http.Calls;

/** What every resource needs: the wire, a way to call it, and the system's name for errors. */
record Exchange(String system, SalesforceApi api, Calls calls, SalesforceLimits limits) {}
