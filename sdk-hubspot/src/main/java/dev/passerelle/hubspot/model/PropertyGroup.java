package dev.passerelle.hubspot.model;

/**
 * A group of properties.
 *
 * @param name internal name
 * @param label what users see
 */
public record PropertyGroup(String name, String label) {}
