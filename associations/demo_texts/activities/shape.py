"""How an activity is written down, and the places and titles that several share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Season = Literal["winter", "summer", "all"]


@dataclass(frozen=True, slots=True)
class Time:
    """A weekly time: ``title`` in Finnish, Swedish and English, ``day`` 1 to 7, a wall-clock time as "17.30–19"."""

    title: tuple[str, str, str]
    day: int
    clock: str
    every: int = 1
    season: Season = "winter"
    # Which of the association's places.
    place: int = 0


@dataclass(frozen=True, slots=True)
class Activity:
    """``groups``, ``languages`` and ``access`` are slugs and codes with blanks between, a place "name @ district"."""

    groups: str
    places: tuple[str, ...] = ()
    times: tuple[Time, ...] = ()
    languages: str = "fi"
    access: str = ""


KARHUHALLI = "Karhuhalli @ Tikkula"
OTAVA = "Yhteisötalo Otava @ Keskusta"
ANNIS = "Kulttuuritalo Annis @ Keskusta"
PROMENADI = "Promenadikeskus @ Keskusta"
LIBRARY = "Pääkirjasto, kokoushuone @ Keskusta"
ISLAND = "Kirjurinluoto @ Keskusta"

TRAINING = ("Harjoitukset", "Träningar", "Training")
CHILDREN = ("Lasten ryhmä", "Barngrupp", "Children's group")
YOUNG = ("Nuorten ryhmä", "Ungdomsgrupp", "Young people's group")
ADULTS = ("Aikuisten ryhmä", "Vuxengrupp", "Adults' group")
OPEN_EVENING = ("Avoin ilta", "Öppen kväll", "Open evening")
OPEN_DAY = ("Avoimet ovet", "Öppet hus", "Open house")
CLUB = ("Kerho", "Klubb", "Club")
PEERS = ("Vertaisryhmä", "Kamratstödsgrupp", "Peer support group")
REHEARSAL = ("Harjoitukset", "Övning", "Rehearsal")
WORKSHOP = ("Paja", "Verkstad", "Workshop")
TALKOOT = ("Talkoot", "Talko", "Volunteers' work")
