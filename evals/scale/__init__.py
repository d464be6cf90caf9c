"""Load of real shape: corpora of any size, and what ingesting and asking them costs as they grow."""
