"""What was done to the index, its files and its questions, and what came of it."""
