import pytest

from saleor_personal_shopper.media.messages import PublicationRequest, SessionAnswer

BODY = {"publication": "p1", "participant": "ana", "source": "camera", "offer": "v=0\r\n"}


def test_a_message_survives_the_way_there_and_back() -> None:
    request = PublicationRequest.from_json(BODY)
    assert request == PublicationRequest("p1", "ana", "camera", "v=0\r\n")
    assert request.to_json() == BODY
    assert SessionAnswer.from_json(SessionAnswer("s", "v=0").to_json()).session == "s"


@pytest.mark.parametrize(
    "body",
    [
        None,
        [],
        {},
        {**BODY, "publication": None},
        {**BODY, "publication": 5},
        {**BODY, "publication": ""},
        {**BODY, "participant": "a/b"},
        {**BODY, "source": "x" * 129},
        {**BODY, "offer": ["v=0"]},
    ],
)
def test_a_wrong_message_is_refused(body: object) -> None:
    with pytest.raises(ValueError):
        PublicationRequest.from_json(body)
