"""Typesetting of the demonstration letters: one written source, in the forms that ministries and parliament print."""
