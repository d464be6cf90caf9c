"""Retrieval side by side: ours, its parts alone, and what most people begin with, over the same files and questions."""
