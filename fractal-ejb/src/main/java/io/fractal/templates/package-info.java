/**
 * Message templates: followed from the providers that keep them, made and submitted for approval there, and read as they will be sent.
 * Knows nothing of people or messages, and holds no transaction while it asks a provider.
 */
package io.fractal.templates;
