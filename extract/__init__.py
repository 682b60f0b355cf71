"""A Document becomes Findings: references, motions, commitments and fulfilments, each with its passage."""
