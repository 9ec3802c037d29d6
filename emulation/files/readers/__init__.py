"""What runs inside the cage; nothing here imports Django or the rest of the portal."""
