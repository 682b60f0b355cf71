"""Demonstration letters written for the project, with their gold and queries."""
