"""The look: forms with an error summary, components with a gallery, charts with an equal table, formats."""
