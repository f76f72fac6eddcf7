package dev.passerelle.sage.sage100;

/**
 * A column of the company's database.
 *
 * @param name its name, as stored
 * @param type the database's type name, lower case
 * @param length characters of a text column, else 0
 * @param precision how finely a date column is stored
 */
public record SageColumn(String name, String type, int length, StampPrecision precision) {}
