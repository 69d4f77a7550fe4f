"""Canvases C1 to C9: sheets on which groups work out journeys, promises, owners, indicators and decisions.

In this room: what each canvas asks for (`definitions`, shared with the importer), how records of an organisation become its cells
(`filling`), and its sheets (`sheets`). Not here: what a canvas looks like (``templates/handouts/canvas-*.html``).
"""
