"""The pieces a workshop set can have, in the order in which they are used. A new piece is one module and one line here."""

from __future__ import annotations

from cxgov.handouts import booklet, cards, certificate, feedback, guide, materials, posters, protocol, tally
from cxgov.handouts.canvases import pieces as canvases
from cxgov.handouts.exercises import pieces as exercises
from cxgov.handouts.piece import Piece

PIECES: dict[str, Piece] = {piece.name: piece for piece in (
    *guide.PIECES,
    *materials.PIECES,
    *booklet.PIECES,
    *exercises.PIECES,
    *canvases.PIECES,
    *cards.PIECES[:1],
    *tally.PIECES,
    *cards.PIECES[2:],
    *feedback.PIECES,
    *certificate.PIECES,
    *posters.PIECES,
    *protocol.PIECES,
    *cards.PIECES[1:2],
    *exercises.MORE,
)}
