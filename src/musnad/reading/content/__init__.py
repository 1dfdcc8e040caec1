"""What content is made of, where it ends, and what it says of its own act."""
