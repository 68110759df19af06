"""Six founders, as they would answer: what they know of their product and their customers."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Founder:
    """One of them; what is not in `answers` they do not know."""

    name: str
    answers: dict[str, str]
    """By question id: an option, or the band of an amount."""
    leader: str
    """The motion these answers must put first."""


FOUNDERS = (
    Founder(
        "an AI coding agent",
        {
            "user": "developer",
            "product_type": "developer-tool",
            "buyer_user": "same-team",
            "latitude": "card-limit",
            "acv_usd": "1k-5k",
            "customization": "none",
            "time_to_value": "minutes",
            "evaluation_cycle": "days",
            "stakeholders": "one",
            "network_effect": "team",
            "partner_need": "none",
            "platform": "standalone",
            "cloud_commit": "not-relevant",
        },
        "developer-led",
    ),
    Founder(
        "a scheduler for hospitals",
        {
            "user": "business-team",
            "product_type": "vertical-app",
            "buyer_user": "different-people",
            "latitude": "procurement",
            "acv_usd": "gt100k",
            "customization": "deep-customization",
            "time_to_value": "months",
            "evaluation_cycle": "over-six-months",
            "stakeholders": "many",
            "buyer_preference": "high-touch",
            "network_effect": "none",
            "rival_motion": "direct-sales",
            "segment": "enterprise",
            "partner_need": "some",
            "platform": "standalone",
            "cloud_commit": "not-relevant",
        },
        "sales-led",
    ),
    Founder(
        "an app for shops",
        {
            "user": "small-business-owner",
            "product_type": "commerce",
            "buyer_user": "same-person",
            "latitude": "card-limit",
            "acv_usd": "lt1k",
            "customization": "none",
            "time_to_value": "minutes",
            "evaluation_cycle": "days",
            "stakeholders": "one",
            "buyer_preference": "rep-free",
            "network_effect": "none",
            "segment": "smb",
            "partner_need": "none",
            "platform": "built-on-platform",
            "cloud_commit": "not-relevant",
        },
        "marketplace-led",
    ),
    Founder(
        "an open-source data pipeline",
        {
            "user": "developer",
            "product_type": "data-platform",
            "buyer_user": "same-team",
            "latitude": "manager-approval",
            "acv_usd": "5k-25k",
            "customization": "configuration",
            "time_to_value": "days",
            "evaluation_cycle": "weeks",
            "stakeholders": "few",
            "network_effect": "team",
            "partner_need": "none",
            "platform": "standalone",
            "cloud_commit": "cloud-native",
        },
        "developer-led",
    ),
    Founder(
        "a compliance tool for accountants",
        {
            "user": "business-individual",
            "product_type": "vertical-app",
            "buyer_user": "different-people",
            "latitude": "manager-approval",
            "acv_usd": "5k-25k",
            "customization": "integration-and-training",
            "time_to_value": "weeks",
            "evaluation_cycle": "weeks",
            "stakeholders": "few",
            "network_effect": "none",
            "segment": "smb",
            "partner_need": "essential",
            "platform": "integrates",
            "cloud_commit": "not-relevant",
        },
        "partner-led",
    ),
    Founder(
        "a design tool",
        {
            "user": "business-team",
            "product_type": "horizontal-app",
            "buyer_user": "same-team",
            "latitude": "card-limit",
            "acv_usd": "1k-5k",
            "customization": "none",
            "time_to_value": "minutes",
            "evaluation_cycle": "weeks",
            "stakeholders": "one",
            "buyer_preference": "rep-free",
            "network_effect": "strong",
            "rival_motion": "self-serve",
            "segment": "startup",
            "partner_need": "none",
            "platform": "standalone",
            "cloud_commit": "not-relevant",
        },
        "product-led",
    ),
)
