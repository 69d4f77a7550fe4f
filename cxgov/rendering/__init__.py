"""Documents out of plain data: templates, pictures, the HTML page and the PDF.

In this package: the sandboxed template environment, the drawings and charts, the assembly of one self-contained HTML
file and the PDF writer. Not here: what a report says (`cxgov.reporting`) and writing files (`cxgov.writing`).
"""
