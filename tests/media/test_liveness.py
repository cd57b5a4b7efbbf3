from saleor_personal_shopper.media.liveness import Liveness, PeerState


def test_a_peer_that_never_finishes_its_handshake_is_gone() -> None:
    liveness = Liveness(now=100.0)
    assert liveness.state(now=119.9) is PeerState.CHECKING
    assert liveness.state(now=120.1) is PeerState.GONE


def test_a_quiet_peer_is_silent_after_8_seconds_and_gone_after_60() -> None:
    liveness = Liveness(now=100.0)
    liveness.connected()
    liveness.heard(now=101.0)
    assert liveness.state(now=109.0) is PeerState.CONNECTED
    assert liveness.state(now=109.1) is PeerState.SILENT
    assert liveness.state(now=161.0) is PeerState.SILENT
    assert liveness.state(now=161.1) is PeerState.GONE


def test_consent_to_send_expires_after_30_seconds_and_is_given_anew() -> None:
    liveness = Liveness(now=100.0)
    assert liveness.has_consent(now=130.0)
    assert not liveness.has_consent(now=130.1)
    liveness.heard(now=140.0)
    assert liveness.has_consent(now=141.0)


def test_a_sign_of_life_ends_the_silence() -> None:
    liveness = Liveness(now=100.0)
    liveness.connected()
    liveness.heard(now=110.0)
    assert liveness.state(now=111.0) is PeerState.CONNECTED
