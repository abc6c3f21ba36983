"""For whom, in which languages, when and where: what the demo's associations tell of their activity, by name."""

from associations.demo_texts.activities import culture_and_others, sport_and_youth
from associations.demo_texts.activities.shape import Activity, Season, Time

ACTIVITIES = {**sport_and_youth.ACTIVITIES, **culture_and_others.ACTIVITIES}

__all__ = ["ACTIVITIES", "Activity", "Season", "Time"]
