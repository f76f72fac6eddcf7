package dev.passerelle.simulators.hubspot;

/** One choice of an enumeration; the value is what is stored, the label what people read. */
record PropertyOption(String value, String label, int displayOrder, boolean hidden) {}
