"""What runs inside the sandbox; nothing here imports Django or the rest of the portal."""
