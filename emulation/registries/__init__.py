"""What the rooms tell each other: lists that every room fills, below all who fill or read them."""
