"""The recipe of the built-in embedding: parallel text in, tokenizer and vectors out."""
