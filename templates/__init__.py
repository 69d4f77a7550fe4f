"""Report profiles, page and section templates, drawings, styles and scripts: data, no code."""
