"""Five ways to a payer as pictures: who does what, what moves, who pays whom."""

from collections.abc import Mapping

from kb.library.looks import DRAWINGS
from kb.library.settings import LibrarySettings
from kb.pages.pictures.flow import Flow, FlowKind, FlowPicture, Part, PartRole
from kb.pages.pictures.geometry import Point

_VALUE, _MONEY = FlowKind.VALUE, FlowKind.MONEY


def _you(x: float, y: float) -> Part:
    return Part("you", PartRole.MAKER, "You", Point(x, y), "you")


PROOF = FlowPicture(
    through="an engineer proves it first",
    caption="An engineer proves it first; the organization pays after.",
    parts=(
        _you(36, 150),
        Part("engineer", PartRole.USER, "Engineer", Point(180, 48), "an engineer", is_labeled_above=True),
        Part("company", PartRole.BUYER, "Organization", Point(316, 150), "the organization"),
    ),
    flows=(
        Flow("you", "engineer", _VALUE, "docs, free start", 14, Point(48, 76)),
        Flow("engineer", "company", _VALUE, "working proof", 14, Point(308, 76)),
        Flow("company", "you", _MONEY, "pays for wide use and control", -6),
    ),
    height=186,
)

SELF_SERVE = FlowPicture(
    through="the product sells itself",
    caption="The user starts free and pays without a call, and use brings the next user.",
    parts=(
        _you(36, 92),
        Part("user", PartRole.PAYING_USER, "User", Point(186, 92), "the user who pays"),
        Part("next", PartRole.USER, "Next user", Point(322, 40), "the next user", is_labeled_above=True),
        Part("further", PartRole.USER, "", Point(322, 144), "a further user"),
    ),
    flows=(
        Flow("you", "user", _VALUE, "free plan or trial", 24),
        Flow("user", "you", _MONEY, "pays online", 24),
        Flow("user", "next", _VALUE, "use shows it", 12, Point(222, 42)),
        Flow("user", "further", _VALUE, "", -12),
    ),
    height=168,
)

SELLER = FlowPicture(
    through="a seller wins a buying group",
    caption="A seller wins a buying group, and the contract has to pay for the seller.",
    parts=(
        _you(36, 150),
        Part("seller", PartRole.SELLER, "Your seller", Point(104, 48), "your seller", is_labeled_above=True),
        Part("buyer", PartRole.BUYER, "Buying group", Point(292, 48), "the buying group", is_labeled_above=True),
        Part("member", PartRole.USER, "", Point(328, 48), "another member"),
        Part("users", PartRole.USER, "Users", Point(316, 150), "the users"),
    ),
    flows=(
        Flow("you", "seller", _MONEY, "pay", 6, Point(40, 96)),
        Flow("seller", "buyer", _VALUE, "demo, business case", 8, Point(194, 62)),
        Flow("buyer", "you", _MONEY, "signed contract", 14, Point(244, 118)),
        Flow("you", "users", _VALUE, "product, rolled out", -6),
    ),
    height=186,
)

PARTNER = FlowPicture(
    through="a trusted firm brings it",
    caption="A firm that customers already trust brings, sells or installs the product, and keeps a share.",
    parts=(
        _you(36, 96),
        Part("partner", PartRole.PARTNER, "Partner", Point(182, 96), "the partner firm"),
        Part("first", PartRole.BUYER, "", Point(322, 26), "a customer"),
        Part("second", PartRole.BUYER, "Customers", Point(312, 96), "its customers"),
        Part("third", PartRole.BUYER, "", Point(322, 168), "another customer"),
    ),
    flows=(
        Flow("you", "partner", _VALUE, "product, training", 24),
        Flow("partner", "you", _MONEY, "price less its share", 24),
        Flow("partner", "first", _VALUE, "", 6),
        Flow("partner", "second", _VALUE, "advice, set-up", 0, Point(257, 89)),
        Flow("partner", "third", _VALUE, "", 7),
        Flow("third", "partner", _MONEY, "pay the partner", 3, Point(212, 164)),
    ),
    height=190,
)

MARKETPLACE = FlowPicture(
    through="a host lists and bills it",
    caption="A host shows the product where its customers already are, bills them, and keeps a cut.",
    parts=(
        _you(36, 84),
        Part("listing", PartRole.STORE, "Your listing", Point(188, 84), "your listing"),
        Part("customer", PartRole.BUYER, "Customer", Point(320, 84), "the host's customer", is_labeled_above=True),
    ),
    flows=(
        Flow("you", "listing", _VALUE, "app or offer", 8, Point(94, 68)),
        Flow("listing", "customer", _VALUE, "found in place", 8, Point(236, 58)),
        Flow("customer", "you", _MONEY, "on the host's bill, less its cut", 64),
    ),
    height=176,
    frame=("Host", 146, 28, 212, 98),
)

PICTURES: Mapping[str, FlowPicture] = dict(
    zip(DRAWINGS, (PROOF, SELF_SERVE, SELLER, PARTNER, MARKETPLACE), strict=True)
)
"""By the name that `library.yml` gives an option."""


def picture_of(option: str, settings: LibrarySettings) -> FlowPicture | None:
    """The picture of an option, by its id; None where the library gives it none."""
    return PICTURES.get(settings.options.get(option, {}).get("picture", ""))
