"""The pages of the app, one module each; `frame` holds what they share."""
