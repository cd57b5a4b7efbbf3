"""A packet generator: real ICE, DTLS and SRTP, in processes of its own, at little cost.

Everything that is sent is made and protected before the clock starts, so that the generator is
no bottleneck; it tells how much processor time it took itself.
"""
