"""Complete invented organisations: examples for readers, inputs for tests."""
