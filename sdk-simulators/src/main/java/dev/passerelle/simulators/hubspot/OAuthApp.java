package dev.passerelle.simulators.hubspot;

/** An application that may ask for tokens. */
record OAuthApp(String clientId, String clientSecret, String redirectUri) {}
