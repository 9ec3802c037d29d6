"""Pages of decisions, certificates, publication and the public list."""
