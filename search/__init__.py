"""Passages are indexed by word and by meaning, and found again."""
