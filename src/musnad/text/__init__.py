"""Text without a language: folding, tokens, sentences, quotation marks, spans."""
