"""The steps of a grant year in the browser, a module a stage: each is taken by its own people on their own pages."""
