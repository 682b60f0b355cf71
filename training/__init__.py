"""Recipes that rebuild every model that the project ships."""
