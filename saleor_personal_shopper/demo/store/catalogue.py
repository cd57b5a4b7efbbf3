"""What Maison Lumen sells. Every name, text, price and picture here is made for the demo."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

CATEGORIES = {
    "clothing": "Clothing",
    "accessories": "Accessories",
    "light": "Lighting",
    "home": "Home",
}

COLOURS = {
    "Ivory": "#efe6d6",
    "Sand": "#d6c0a0",
    "Clay": "#b9714f",
    "Rose": "#d8a29c",
    "Sage": "#94a68c",
    "Ocean": "#5f8294",
    "Midnight": "#27324a",
    "Mustard": "#d2a03c",
    "Walnut": "#74503a",
    "Brass": "#c39b4e",
    "Charcoal": "#35343a",
}

SIZES = {
    "clothes": ("XS", "S", "M", "L", "XL"),
    "shoes": ("37", "38", "39", "40", "41", "42"),
    "one": (),
}


@dataclass(frozen=True)
class CollectionText:
    slug: str
    name: str
    description: str
    picture: str


COLLECTIONS = (
    CollectionText(
        "new-season",
        "New season",
        "What has just come in, from the first light layers to the last warm coat.",
        "brume-wool-coat-clay",
    ),
    CollectionText(
        "linen-edit",
        "The linen edit",
        "European flax, washed until it is soft and then left alone.",
        "aube-linen-blazer-sand",
    ),
    CollectionText(
        "evening-light",
        "Evening light",
        "Lamps and candles for the hour when the overhead light goes off.",
        "lueur-table-lamp-brass",
    ),
    CollectionText(
        "slow-home",
        "Slow home",
        "Things for the room you spend your Sundays in.",
        "repos-lounge-chair-sage",
    ),
)


@dataclass(frozen=True)
class Item:
    """A product as we think of it; prices in whole dollars and euros, euros None if not sold."""

    slug: str
    name: str
    category: str
    dollars: int
    euros: int | None
    colours: tuple[str, ...]
    sizes: str
    collections: tuple[str, ...]
    description: str
    dollars_before: int | None = None
    euros_before: int | None = None

    def price(self, currency: str) -> Decimal | None:
        amount = self.dollars if currency == "USD" else self.euros
        return None if amount is None else Decimal(amount)

    def price_before(self, currency: str) -> Decimal | None:
        amount = self.dollars_before if currency == "USD" else self.euros_before
        return self.price(currency) if amount is None else Decimal(amount)


# Stock that differs from the usual quantity: one nearly gone, one gone.
USUAL_STOCK = 40
SPECIAL_STOCK = {
    ("aube-linen-blazer", "Sand", "M"): 2,
    ("solene-wrap-dress", "Clay", "S"): 0,
    ("repos-lounge-chair", "Sage", ""): 3,
}
# At most so many to one customer.
QUANTITY_LIMITS = {"repos-lounge-chair": 2}

ITEMS = (
    Item(
        "aube-linen-blazer",
        "Aube Linen Blazer",
        "clothing",
        189,
        175,
        ("Sand", "Ocean", "Midnight"),
        "clothes",
        ("linen-edit", "new-season"),
        "A soft-shouldered blazer in washed linen, half lined so that it stays cool.\n"
        "Cut a little long. Take your usual size.",
    ),
    Item(
        "brume-wool-coat",
        "Brume Wool Coat",
        "clothing",
        329,
        299,
        ("Clay", "Charcoal"),
        "clothes",
        ("new-season",),
        "A straight double-faced wool coat with deep pockets and a collar that stands up.\n"
        "80 % wool, 20 % cashmere.",
    ),
    Item(
        "solene-wrap-dress",
        "Solène Wrap Dress",
        "clothing",
        149,
        139,
        ("Clay", "Sage", "Midnight"),
        "clothes",
        ("new-season", "linen-edit"),
        "A midi wrap dress that ties at the side and moves when you do.\n"
        "Linen and viscose. Machine wash cold.",
    ),
    Item(
        "lune-slip-dress",
        "Lune Slip Dress",
        "clothing",
        129,
        119,
        ("Rose", "Midnight"),
        "clothes",
        ("new-season",),
        "Bias-cut satin on thin straps, made to be worn alone or over a shirt.",
        dollars_before=159,
        euros_before=145,
    ),
    Item(
        "matin-cotton-shirt",
        "Matin Cotton Shirt",
        "clothing",
        79,
        75,
        ("Ivory", "Ocean", "Sage"),
        "clothes",
        ("new-season",),
        "An easy shirt in crisp organic poplin, with a small collar and mother-of-pearl buttons.",
    ),
    Item(
        "neige-merino-sweater",
        "Neige Merino Sweater",
        "clothing",
        119,
        109,
        ("Ivory", "Mustard", "Charcoal"),
        "clothes",
        ("new-season",),
        "A round-neck sweater in fine merino, knitted in one piece without side seams.",
    ),
    Item(
        "rive-wide-trousers",
        "Rive Wide Trousers",
        "clothing",
        109,
        99,
        ("Sand", "Charcoal"),
        "clothes",
        ("linen-edit",),
        "High-waisted trousers with a wide leg and one sharp pleat.",
    ),
    Item(
        "onde-pleated-skirt",
        "Onde Pleated Skirt",
        "clothing",
        99,
        89,
        ("Sage", "Clay"),
        "clothes",
        ("new-season",),
        "A knee-length skirt with narrow pleats that hold their shape after washing.",
        dollars_before=129,
        euros_before=115,
    ),
    Item(
        "pas-leather-loafers",
        "Pas Leather Loafers",
        "accessories",
        169,
        159,
        ("Walnut", "Charcoal"),
        "shoes",
        ("new-season",),
        "Penny loafers in vegetable-tanned calf on a flexible stitched sole.",
    ),
    Item(
        "quai-ankle-boots",
        "Quai Ankle Boots",
        "accessories",
        219,
        199,
        ("Charcoal", "Walnut"),
        "shoes",
        ("new-season",),
        "Ankle boots with elastic sides and a low stacked heel, for wet pavements.",
    ),
    Item(
        "jour-canvas-sneakers",
        "Jour Canvas Sneakers",
        "accessories",
        89,
        79,
        ("Ivory", "Sage"),
        "shoes",
        (),
        "Organic canvas on natural rubber. They look better after the first month.",
    ),
    Item(
        "atelier-tote",
        "Atelier Leather Tote",
        "accessories",
        239,
        219,
        ("Walnut", "Midnight"),
        "one",
        ("new-season",),
        "A tote that stands by itself, in thick leather with painted edges. Fits a laptop.",
    ),
    Item(
        "petite-crossbody",
        "Petite Crossbody Bag",
        "accessories",
        139,
        129,
        ("Clay", "Mustard"),
        "one",
        (),
        "Phone, keys, cards, one secret. The strap adjusts from hip to shoulder.",
    ),
    Item(
        "vent-silk-scarf",
        "Vent Silk Scarf",
        "accessories",
        69,
        65,
        ("Rose", "Ocean"),
        "one",
        ("new-season",),
        "A printed silk square, 90 cm, with a hem rolled by hand.",
    ),
    Item(
        "midi-straw-hat",
        "Midi Straw Hat",
        "accessories",
        59,
        55,
        ("Sand",),
        "one",
        ("linen-edit",),
        "A wide-brimmed hat plaited from raffia, with a cotton band.",
    ),
    Item(
        "soleil-sunglasses",
        "Soleil Sunglasses",
        "accessories",
        129,
        119,
        ("Walnut", "Charcoal"),
        "one",
        (),
        "Round bio-acetate frames with polarised lenses.",
    ),
    Item(
        "lueur-table-lamp",
        "Lueur Table Lamp",
        "light",
        149,
        139,
        ("Brass", "Sage"),
        "one",
        ("evening-light",),
        "A small lamp with a linen shade that turns white light into evening.\nE27, up to 40 W.",
    ),
    Item(
        "grand-lueur-floor-lamp",
        "Grand Lueur Floor Lamp",
        "light",
        289,
        None,
        ("Brass", "Charcoal"),
        "one",
        ("evening-light",),
        "The tall sister of the table lamp, for beside a chair. Wired for 110 V only.",
    ),
    Item(
        "halo-pendant",
        "Halo Pendant Light",
        "light",
        199,
        185,
        ("Ivory", "Clay"),
        "one",
        ("evening-light",),
        "A spun dome that throws a circle on the table and leaves the faces in soft light.",
    ),
    Item(
        "nuit-candle",
        "Nuit Scented Candle",
        "light",
        38,
        35,
        ("Ivory", "Charcoal"),
        "one",
        ("evening-light", "slow-home"),
        "Fig leaf, cedar and a little smoke, in soy wax. Burns for about 45 hours.",
    ),
    Item(
        "argile-vase",
        "Argile Stoneware Vase",
        "home",
        64,
        59,
        ("Clay", "Ivory", "Ocean"),
        "one",
        ("slow-home",),
        "Thrown by hand, so that no two are alike. Watertight; glad of a single branch.",
    ),
    Item(
        "repos-lounge-chair",
        "Repos Lounge Chair",
        "home",
        549,
        499,
        ("Sage", "Mustard"),
        "one",
        ("slow-home",),
        "A low chair in solid ash with a seat you do not want to leave.\nDelivered assembled.",
    ),
    Item(
        "lin-cushion",
        "Lin Cushion",
        "home",
        45,
        42,
        ("Rose", "Ocean", "Mustard"),
        "one",
        ("slow-home", "linen-edit"),
        "Stonewashed linen, feather filled, 50 × 50 cm. The cover comes off.",
    ),
    Item(
        "laine-throw",
        "Laine Throw",
        "home",
        95,
        89,
        ("Ivory", "Clay"),
        "one",
        ("slow-home",),
        "A lambswool throw with a broken herringbone and a fringe, 130 × 180 cm.",
        dollars_before=120,
        euros_before=110,
    ),
)
