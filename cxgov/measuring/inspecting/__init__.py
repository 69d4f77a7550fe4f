"""How an unknown file is written and what its columns hold: proposals for a person to confirm, never used to measure.

In this room: encoding, delimiter, header (`encodings`, `dialects`, `tables`), what columns are (`columns`, `scales`, `wordings`,
`directions`, `dates`), and a proposal to paste (`candidates`, `proposals`, `yaml_text`). Not here: measuring, which believes what
the source declares and guesses nothing.
"""
