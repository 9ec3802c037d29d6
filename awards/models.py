"""The models of every room of the awards."""
