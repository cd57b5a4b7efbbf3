"""What is sent again never crowds the way itself."""

from saleor_personal_shopper.media.resends import Resends

SIZE = 1_000


def test_a_third_of_lost_packets_comes_again() -> None:
    # given a stream of which every third packet is lost, and a third of the repetitions, too
    resends, sent, again = Resends(), 0, 0
    for number in range(3_000):
        sent += SIZE
        now = number * 0.01
        for lost, late in ((3, 0.0), (9, 0.2), (27, 0.4)):
            if number % lost == 0:
                again += 1
                # then each may go again
                assert resends.allow(number, SIZE, sent=sent, now=now + late)
    assert again > 1_400


def test_no_more_than_half_of_what_is_sent_goes_again() -> None:
    # given a way that loses everything, and somebody who asks for all of it all the time
    resends, sent, again = Resends(), 0, 0
    for number in range(1_000):
        sent += SIZE
        for asked in range(max(0, number - 50), number):
            again += SIZE * resends.allow(asked, SIZE, sent=sent, now=number * 0.01)
    assert again <= sent / 2 + 150_000


def test_what_is_on_its_way_is_not_sent_once_more() -> None:
    resends = Resends()
    assert resends.allow(7, SIZE, sent=SIZE, now=1.0)
    assert not resends.allow(7, SIZE, sent=SIZE, now=1.09)
    assert resends.allow(7, SIZE, sent=SIZE, now=1.11)
    # and on a long way it is longer on its way
    resends.round_trip = 0.4
    assert not resends.allow(7, SIZE, sent=SIZE, now=1.49)
    assert resends.allow(7, SIZE, sent=SIZE, now=1.52)


def test_old_packets_are_forgotten() -> None:
    resends = Resends()
    for number in range(10_000):
        assert resends.allow(number, 1, sent=2 * number, now=0.0)
    assert len(resends._again_at) <= 512
