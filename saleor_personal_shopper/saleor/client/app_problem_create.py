from typing import Optional

from pydantic import Field

from .base_model import BaseModel


class AppProblemCreate(BaseModel):
    app_problem_create: Optional["AppProblemCreateAppProblemCreate"] = Field(
        alias="appProblemCreate"
    )


class AppProblemCreateAppProblemCreate(BaseModel):
    errors: list["AppProblemCreateAppProblemCreateErrors"]


class AppProblemCreateAppProblemCreateErrors(BaseModel):
    code: str
    message: Optional[str]


AppProblemCreate.model_rebuild()
AppProblemCreateAppProblemCreate.model_rebuild()
