"""Names that look like a touchpoint or an owner and are none: contact channels, and words for "everybody" and "nobody".

Also words for "there is none", and names of indicators that count how often a machine hands customers over to a person.

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
NOTHING = frozenset((
    "brak", "brak drogi", "brak mozliwosci", "nie ma", "nie ma takiej mozliwosci", "niemozliwe", "nie dotyczy", "nie", "zadna", "zaden", "n d", "nd",
    "do ustalenia", "do uzupelnienia", "none", "no", "nothing", "no route", "there is none", "not possible", "impossible", "not applicable", "n a", "na",
    "tbd", "tba", "to be decided", "unknown",
))
# Passing on alone may be about a parcel; it counts with the person who takes over, or as a rate.
_PASSING_ON = (
    r"(?:hand ?overs?|hand ?offs?|hand(?:ed|ing) (?:over|off)|passed (?:on|over)|transfer(?:s|red|ring)?|escalat(?:ion|ions|ed|ing)|takeovers?"
    r"|przekaza(?:nie|nia|niem|n|ne|nych|no)|przekazywan\w*|przelacz(?:enie|enia|en|one|onych|ono)|przelaczan\w*|przekierowa(?:nie|nia|n|ne|nych|no)"
    r"|eskalacj[aei]|eskalowan\w*|polaczen\w*|przejec\w*)")
_PERSON = (
    r"(?:agents?|humans?|persons?|people|advis[eo]rs?|consultants?|staff|employees?|representatives?"
    r"|konsultan\w*|doradc\w*|czlowiek\w*|pracowni\w*|agent\w*|ludzi\w*)")
_HAND_OVER = re.compile(
    rf"\b{_PASSING_ON}(?: \w+){{0,3}} {_PERSON}\b|\b{_PERSON} {_PASSING_ON}\b"
    r"|\b(?:hand ?over|hand ?off|escalation|transfer|containment) (?:rates?|shares?)\b|\bcontainment\b"
    r"|\b(?:wskaznik|odsetek|udzial) (?:przekazan|eskalacji|przelaczen|przekierowan)\b")
# How a sentence says that a value changed. Polish words stand by their beginning: gender and person only change the end.
BETTER = frozenset(("improved", "improves", "improving", "better", "poprawia", "poprawiaja"))
WORSE = frozenset(("worsened", "worsens", "worsening", "worse", "deteriorated", "deteriorates", "deteriorating", "pogarsza", "pogarszaja"))
UP = frozenset((
    "rose", "risen", "rises", "rising", "increased", "increases", "increasing", "grew", "grown", "grows", "growing", "climbed", "higher",
    "rosnie", "rosna", "wzrasta", "wzrastaja",
))
DOWN = frozenset((
    "fell", "fallen", "falls", "falling", "dropped", "drops", "dropping", "decreased", "decreases", "decreasing", "declined", "declines",
    "declining", "reduced", "shortened", "lower", "spada", "spadaja", "maleje", "maleja",
))
BETTER_FROM = ("poprawil", "polepszyl", "lepsz")
WORSE_FROM = ("pogorszyl", "gorsz")
UP_FROM = ("wzrosl", "urosl", "rosl", "zwiekszyl", "podniosl", "wydluzyl", "wyzsz")
DOWN_FROM = ("spadl", "zmalal", "zmniejszyl", "obnizyl", "skrocil", "nizsz")
# Before such a word no change is claimed: it is denied, wished for, or asked about.
NOT_CLAIMED = frozenset((
    "not", "no", "never", "neither", "nor", "hardly", "cannot", "without", "didn", "doesn", "isn", "wasn", "hasn", "haven", "aren", "weren", "don",
    "won", "wouldn", "couldn", "would", "should", "could", "must", "may", "might", "can", "will", "be", "if", "unless", "until", "whether", "once",
    "nie", "ani", "nigdy", "bez", "by", "gdyby", "zeby", "aby", "jesli", "jezeli", "czy", "powinien", "powinna", "powinno", "powinny", "moze", "moga",
    "mogl", "mogla", "mogly", "moglo", "dopoki", "zanim", "oby", "niech",
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


def says_nothing(text: str) -> bool:
    """Tells whether a text only says that there is none."""
    return plain(text) in NOTHING


def names_a_hand_over(texts: Iterable[str], more: Iterable[str] = ()) -> bool:
    """Tells whether an indicator's id or one of its names is about handing customers over from a machine to a person.

    Args:
        texts: ids and names, in any language and spelling.
        more: further names an organisation uses.
    """
    known = {plain(name) for name in more} - {""}
    return any(_HAND_OVER.search(plain(text)) or plain(text) in known for text in texts)


def without_articles(name: str) -> str:
    """Brings a name to the form of the lists, without English articles."""
    return " ".join(word for word in plain(name).split() if word not in _ARTICLES)
