package dev.passerelle.salesforce.model;

/**
 * Who calls.
 *
 * @param organization id of the org, 18 characters: no other org has it
 * @param user id of the user that the credentials belong to
 */
public record Identity(String organization, String user) {}
