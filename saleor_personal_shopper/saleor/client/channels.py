from typing import Optional

from pydantic import Field

from .base_model import BaseModel


class Channels(BaseModel):
    app: Optional["ChannelsApp"]
    channels: Optional[list["ChannelsChannels"]]


class ChannelsApp(BaseModel):
    id: str


class ChannelsChannels(BaseModel):
    id: str
    slug: str
    name: str
    is_active: bool = Field(alias="isActive")
    currency_code: str = Field(alias="currencyCode")
    default_country: "ChannelsChannelsDefaultCountry" = Field(alias="defaultCountry")


class ChannelsChannelsDefaultCountry(BaseModel):
    code: str


Channels.model_rebuild()
ChannelsChannels.model_rebuild()
