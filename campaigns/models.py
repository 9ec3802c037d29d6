"""The models of every room of the campaigns."""
