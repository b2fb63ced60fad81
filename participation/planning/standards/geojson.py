"""Running formal procedures as GeoJSON (RFC 7946), to be harvested by the state."""

from django.conf import settings

from home.notices import full_address
from participation.planning.models import Plan, Round
from participation.planning.standards.codes import step_of
from participation.planning.standards.geometry import right_handed


def collection(rounds: list[Round]) -> dict:
    """A feature for each round; one plan may have two at the same time."""
    return {"type": "FeatureCollection", "features": [feature(r) for r in rounds]}


def feature(stage: Round) -> dict:
    plan: Plan = stage.plan
    area = plan.procedure.area
    return {
        "type": "Feature",
        "id": f"{plan.number}/{stage.key}",
        "geometry": right_handed(area) if area else None,
        "properties": {
            "id": f"{plan.number}/{stage.key}",
            "name": plan.name,
            "number": plan.number,
            "type": plan.kind,
            "municipality": settings.MUNICIPALITY_KEY,
            "step": step_of(stage)._asdict(),
            "rule": stage.rule,
            "round": stage.number,
            "title": stage.title,
            "first_day": stage.first_day.isoformat(),
            "last_day": stage.last_day.isoformat(),
            "area_in_words": plan.spatial_description,
            "url": full_address(stage.get_absolute_url()),
        },
    }
