"""The call page as a participant uses it, in a window of its own or in the shop's frame."""

from __future__ import annotations

import re
import time

from playwright.sync_api import Frame, Locator, Page, expect

# Media over loopback starts within two seconds on a quiet machine.
MEDIA_SECONDS = 30
FRAMES_THAT_MOVE = 30
PACKETS_THAT_SOUND = 50

# Pictures decoded so far of the other participants' videos, also inside shadow roots: the one
# with the fewest. One's own picture is muted.
FRAMES_DECODED = """() => {
  const videos = [];
  const walk = (root) => {
    for (const each of root.querySelectorAll('*')) {
      if (each.tagName === 'VIDEO' && !each.muted) videos.push(each);
      if (each.shadowRoot) walk(each.shadowRoot);
    }
  };
  walk(document);
  if (!videos.length) return 0;
  return Math.min(...videos.map((each) => each.getVideoPlaybackQuality().totalVideoFrames));
}"""

# Keeps the connections that a page opens, so that their statistics can be read.
KEEP_CONNECTIONS = """(() => {
  const kept = (window.keptConnections = []);
  window.RTCPeerConnection = class extends RTCPeerConnection {
    constructor(...given) {
      super(...given);
      kept.push(this);
    }
  };
})()"""

AUDIO_PACKETS = """async () => {
  let packets = 0;
  for (const connection of window.keptConnections) {
    if (connection.connectionState !== 'connected') continue;
    for (const each of (await connection.getStats()).values()) {
      if (each.type === 'inbound-rtp' && each.kind === 'audio') packets += each.packetsReceived;
    }
  }
  return packets;
}"""

# How many connections receive something.
RECEIVING = """() => window.keptConnections.filter((each) =>
  each.connectionState !== 'closed' && each.getTransceivers().some(
    ({ currentDirection }) => currentDirection === 'recvonly')).length"""

# By name what is seen of the others' cameras: the colour, and how many voices sound with it.
SEEN = """() => {
  const find = (root) => [...root.querySelectorAll('*')].flatMap((each) => [
    ...(each.tagName === 'PS-VIDEO-TILE' && !each.silent && !each.screen ? [each] : []),
    ...(each.shadowRoot ? find(each.shadowRoot) : []),
  ]);
  const brush = (window.brush ??= new OffscreenCanvas(8, 8).getContext('2d',
    { willReadFrequently: true }));
  const look = (video) => {
    brush.clearRect(0, 0, 8, 8);
    brush.drawImage(video, 0, 0, 8, 8);
    const [red, green, blue] = brush.getImageData(0, 0, 1, 1).data;
    if (red > 2 * Math.max(green, blue)) return 'red';
    if (green > 2 * Math.max(red, blue)) return 'green';
    return blue > 2 * Math.max(red, green) ? 'blue' : 'none';
  };
  return Object.fromEntries(find(document).map((tile) => {
    const video = tile.shadowRoot.querySelector('video');
    const voices = video.srcObject?.getAudioTracks() ?? [];
    const isCovered = tile.shadowRoot.querySelector('.cover') !== null;
    return [tile.name, [isCovered ? 'covered' : look(video), voices.length]];
  }));
}"""

# Keeps the colours in which each was to be seen since then, 20 times a second.
KEEP_SEEN = f"""() => {{
  const kept = (window.coloursSeen = {{}});
  setInterval(() => {{
    for (const [name, [colour]] of Object.entries(({SEEN})()))
      kept[name] = [...new Set([...(kept[name] ?? []), colour])].sort();
  }}, 50);
}}"""

# Keeps what was said in passing, also after it is gone.
LISTEN = """(() => {
  const said = (window.saidInPassing = []);
  const find = (root) => [...root.querySelectorAll('*')].flatMap((each) => [
    ...(each.tagName === 'PS-TOASTS' ? [each] : []),
    ...(each.shadowRoot ? find(each.shadowRoot) : []),
  ]);
  const note = (records) => records.forEach(({ addedNodes }) =>
    addedNodes.forEach((each) => each.textContent.trim() && said.push(each.textContent.trim())));
  for (const toasts of find(document))
    new MutationObserver(note).observe(toasts.shadowRoot, { childList: true, subtree: true });
})()"""


class CallPage:
    """Wraps the page, or the frame, that shows the call."""

    def __init__(self, root: Page | Frame) -> None:
        self.root = root

    def button(self, name: str | re.Pattern[str]) -> Locator:
        exact = isinstance(name, str)
        return self.root.get_by_role("button", name=name, exact=exact)

    def heading(self, name: str | re.Pattern[str]) -> Locator:
        return self.root.get_by_role("heading", name=name)

    def text(self, words: str | re.Pattern[str]) -> Locator:
        return self.root.get_by_text(words)

    def agree(self) -> None:
        self.root.get_by_label("I agree to this").check()

    def ask(self, name: str, email: str = "", *, recording: bool = False) -> None:
        """Ask for a call as the widget's first page wants it."""
        self.root.get_by_label("Your name").fill(name)
        if email:
            self.root.get_by_label("Email").fill(email)
        self.agree()
        if recording:
            self.root.get_by_label("The call may be recorded").check()
        self.button("Ask for a call").click()

    def enter(self, name: str | None = None) -> None:
        """Come in by a link; a guest says his name."""
        if name is not None:
            self.root.get_by_label("Your name").fill(name)
        self.agree()
        self.button("Join").click()

    def expect_call(self) -> None:
        expect(self.root.get_by_role("toolbar", name="Call tools")).to_be_visible()

    def tool(self, name: str) -> Locator:
        """A button of the toolbar; a count may follow its name."""
        toolbar = self.root.get_by_role("toolbar", name="Call tools")
        return toolbar.get_by_role("button", name=re.compile(rf"^{re.escape(name)}(,|$)"))

    def open(self, panel: str) -> Locator:
        """Open Participants, Chat, Products or Cart, unless it is open."""
        button = self.tool(panel)
        if button.get_attribute("aria-expanded") != "true":
            button.click()
        return self.panel(panel)

    def close(self, panel: str) -> None:
        self.panel(panel).get_by_role("button", name="Close", exact=True).click()

    def panel(self, name: str) -> Locator:
        return self.root.get_by_role("complementary", name=name)

    def choose_option(self, entry: str) -> None:
        """Of those behind "More options"."""
        self.tool("More options").click()
        self.root.get_by_role("menuitem", name=entry).click()

    @property
    def screen(self) -> Locator:
        """What stands large, if it is a screen."""
        return self.root.locator("ps-stage .main > ps-video-tile[screen]")

    def write(self, text: str) -> None:
        chat = self.open("Chat")
        chat.get_by_label("Write a message").fill(text)
        chat.get_by_label("Write a message").press("Enter")

    def find(self, product: str) -> Locator:
        """Search a product and open it in the panel."""
        products = self.open("Products")
        products.get_by_label("Search the shop").fill(product)
        products.get_by_text(f"Results for “{product}”").wait_for()
        products.get_by_role("button", name=product).first.click()
        return products

    def show(self, product: str, *values: str) -> None:
        """Show a product to everybody, in this variant."""
        products = self.find(product)
        self.choose(products, *values)
        products.get_by_role("button", name="Show to everybody").click()
        expect(self.toast("is on everybody's screen")).to_be_visible()
        products.get_by_role("button", name="Back", exact=True).click()

    def choose(self, where: Locator, *values: str) -> None:
        """Choose a variant by the values of its attributes."""
        for value in values:
            name = re.compile(rf"^{re.escape(value)}\s*(,|$)")
            where.get_by_role("radio", name=name).check(force=True)

    def end(self, way: str) -> None:
        """`way` is "Leave" or "End for everybody"."""
        self.tool("End call").click()
        # Slotted into the dialog, so not below it for a locator.
        self.button(re.compile(f"^{way}")).click()

    def toast(self, words: str | re.Pattern[str]) -> Locator:
        return self.root.locator("ps-toasts").get_by_text(words)

    def expect_videos(self, count: int) -> None:
        """Until there are so many participants besides oneself."""
        expect(self.root.locator("ps-stage .main ps-video-tile")).to_have_count(count)

    def expect_receiving(self, connections: int) -> None:
        """Until all that is received comes by so many connections."""
        self._wait_for(RECEIVING, connections)

    def expect_seen(self, colours: dict[str, str]) -> None:
        """Until exactly these people are seen, each before this colour and with one voice."""
        self._wait_for(SEEN, {name: [colour, 1] for name, colour in colours.items()})

    def wait_until_picture_moves(self, frames: int = FRAMES_THAT_MOVE) -> None:
        """Until further pictures of every other participant were decoded."""
        self._wait(FRAMES_DECODED, frames)

    def wait_until_sound_arrives(self) -> None:
        """Until further packets of sound were received."""
        self._wait(AUDIO_PACKETS, PACKETS_THAT_SOUND)

    def _wait_for(self, script: str, wanted: object) -> None:
        """Until the script gives this."""
        deadline = time.monotonic() + MEDIA_SECONDS
        while (given := self.root.evaluate(script)) != wanted:
            assert time.monotonic() < deadline, f"{given} instead of {wanted}"
            self.root.wait_for_timeout(100)

    def _wait(self, figure: str, more: int) -> None:
        """Until what the script counts has grown by `more`; a new connection counts from 0."""
        begin = self.root.evaluate(figure)
        deadline = time.monotonic() + MEDIA_SECONDS
        while (counted := self.root.evaluate(figure)) < begin + more:
            assert time.monotonic() < deadline, f"{counted} of {begin + more}"
            begin = min(begin, counted)
            self.root.wait_for_timeout(100)
