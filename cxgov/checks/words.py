"""Names that look like a touchpoint or an owner and are none: contact channels, and words for "everybody" and "nobody".

Polish and English, in the form that `handle_time.plain` brings a name to: lower case, no diacritics, words apart by one
space. Names of the average handle time stand in `handle_time`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from cxgov.checks.handle_time import plain
from cxgov.checks.indicators import words_of
from cxgov.language import Text

CHANNELS = frozenset((
    # voice
    "telefon", "telefony", "telefonicznie", "kontakt telefoniczny", "rozmowa telefoniczna", "polaczenie telefoniczne", "infolinia", "hotline",
    "call center", "call centre", "contact center", "contact centre", "centrum kontaktu", "centrum obslugi telefonicznej", "ivr", "voicebot",
    "phone", "telephone", "phone call", "phone line", "telephone line", "helpline", "call", "calls",
    # written
    "czat", "chat", "live chat", "czat na zywo", "chatbot", "czatbot", "bot", "wideoczat", "video chat", "komunikator", "messenger", "whatsapp",
    "e mail", "email", "mail", "maile", "e maile", "mailing", "newsletter", "poczta elektroniczna", "poczta", "list", "listy", "listownie",
    "korespondencja", "sms", "sms y", "smsy", "text message", "text messages", "mms", "push", "powiadomienia push", "push notification",
    "push notifications", "letter", "letters", "post", "fax", "faks", "formularz", "formularz kontaktowy", "contact form", "web form",
    # online
    "strona", "strona www", "www", "strona internetowa", "serwis internetowy", "serwis www", "witryna", "witryna internetowa", "portal",
    "portal klienta", "internet", "online", "web", "website", "web site", "web page", "site", "sklep internetowy", "sklep online", "e sklep",
    "online shop", "online store", "web shop", "e commerce", "ecommerce", "aplikacja", "aplikacja mobilna", "aplikacje", "apka", "app", "apps",
    "mobile app", "mobile application", "social media", "socialmedia", "media spolecznosciowe", "facebook", "instagram", "linkedin",
    "tiktok", "youtube", "twitter", "blog", "forum", "marketplace",
    # in person
    "sklep", "sklepy", "sklep stacjonarny", "salon", "salony", "placowka", "placowki", "oddzial", "oddzialy", "punkt obslugi", "punkt obslugi klienta",
    "biuro obslugi klienta", "bok", "okienko", "lada", "kasa", "store", "stores", "shop", "shops", "branch", "branches", "outlet", "counter",
    "service desk", "help desk", "helpdesk", "front desk", "kiosk", "automat", "bankomat", "atm",
    "przedstawiciel handlowy", "sales representative",
))
EVERYBODY = frozenset((
    "wszyscy", "wszystkie dzialy", "cala firma", "cala organizacja", "kazdy", "caly zespol", "zespol", "zarzad", "nikt", "brak", "brak wlasciciela",
    "do ustalenia", "do uzupelnienia", "nieznany", "wakat", "all", "everyone", "everybody", "anyone", "whole company", "the whole company", "company",
    "all departments", "all teams", "team", "the team", "whole team", "management board", "board", "nobody", "no one", "none", "tbd", "tba", "n a",
    "to be decided", "to be confirmed", "unknown", "vacant", "vacancy",
))
_ARTICLES = frozenset(("a", "an", "the"))
# Signs and words that stand between two channels ("telefon / czat", "phone and chat").
_BETWEEN = re.compile(r"\s*[/,;+&|]\s*|\s+(?:i|oraz|lub|albo|and|or)\s+", re.IGNORECASE)


def names_a_channel(name: Text, more: Iterable[str] = ()) -> bool:
    """Tells whether a name, in any of its languages, is that of a channel or of several and nothing else.

    Args:
        name: a touchpoint's name.
        more: further channel names an organisation uses.
    """
    known = CHANNELS | {without_articles(other) for other in more} - {""}
    return any(
        all(without_articles(part) in known for part in parts)
        for parts in ([part for part in _BETWEEN.split(spoken) if plain(part)] for spoken in words_of(name)) if parts)


def names_everybody(name: str) -> bool:
    """Tells whether an owner's name means everybody or nobody in particular."""
    return plain(name) in EVERYBODY


def without_articles(name: str) -> str:
    """Brings a name to the form of the lists, without English articles."""
    return " ".join(word for word in plain(name).split() if word not in _ARTICLES)
