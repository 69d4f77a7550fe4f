"""The pictures of the reports: one module per drawing, all in one visual language.

In this room: geometry, colours and words of the drawings that are ours, from the cycle wheel to the level scale. The
markup stands in templates/drawings/, the numbers come in computed. Not here: statistical charts
(`cxgov.rendering.charts`) and where a picture stands on a page.

One unit of every drawing is one point at the width it is made for, so a text of size 8 is printed at 8 points. Missing
values are hatched or left out; nothing missing is ever drawn as zero.
"""
