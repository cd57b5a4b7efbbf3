from typing import Optional

from pydantic import Field

from .base_model import BaseModel


class AppProblemDismiss(BaseModel):
    app_problem_dismiss: Optional["AppProblemDismissAppProblemDismiss"] = Field(
        alias="appProblemDismiss"
    )


class AppProblemDismissAppProblemDismiss(BaseModel):
    errors: list["AppProblemDismissAppProblemDismissErrors"]


class AppProblemDismissAppProblemDismissErrors(BaseModel):
    code: str
    message: Optional[str]


AppProblemDismiss.model_rebuild()
AppProblemDismissAppProblemDismiss.model_rebuild()
