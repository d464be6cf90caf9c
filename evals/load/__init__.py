"""Many delegates at one page, and what became of their answers, their sessions and the server's memory."""
