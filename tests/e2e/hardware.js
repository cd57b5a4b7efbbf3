// What a phone or a computer does to a page's devices, and headless Chromium does not: cameras on
// two sides, devices that come and go, a lock that takes the camera and hides the page.
(() => {
  const media = navigator.mediaDevices;
  if (!media) return;
  const ask = media.getUserMedia.bind(media);
  const list = media.enumerateDevices.bind(media);
  const live = new Set();
  const unplugged = new Set(); // Kinds: "audioinput", "videoinput".
  let isLocked = false;

  const cameras = async () => (await list()).filter(({ kind }) => kind === "videoinput");

  media.getUserMedia = async (wish) => {
    if (wish.audio && unplugged.has("audioinput")) throw new DOMException("", "NotFoundError");
    if (wish.video && unplugged.has("videoinput")) throw new DOMException("", "NotFoundError");
    const side = wish.video?.facingMode?.ideal;
    const wanted = side && (await cameras()).at(side === "user" ? 0 : -1);
    const stream = await ask(
      wanted ? { ...wish, video: { deviceId: { exact: wanted.deviceId } } } : wish,
    );
    for (const track of stream.getTracks()) {
      live.add(track);
      if (side && track.kind === "video") {
        const settings = track.getSettings.bind(track);
        track.getSettings = () => ({ ...settings(), facingMode: side });
      }
    }
    return stream;
  };

  media.enumerateDevices = async () =>
    (await list()).filter(({ kind }) => !unplugged.has(kind));

  const end = (kind) => {
    for (const track of live) {
      if (track.kind !== kind || track.readyState === "ended") continue;
      track.stop();
      track.dispatchEvent(new Event("ended"));
    }
  };

  Object.defineProperty(document, "hidden", { get: () => isLocked });

  window.hardware = {
    unplug(kind) {
      unplugged.add(kind);
      media.dispatchEvent(new Event("devicechange"));
      end(kind === "audioinput" ? "audio" : "video");
    },
    plug(kind) {
      unplugged.delete(kind);
      media.dispatchEvent(new Event("devicechange"));
    },
    lock() {
      isLocked = true;
      document.dispatchEvent(new Event("visibilitychange"));
      end("video");
      for (const lock of held) void lock.release();
    },
    unlock() {
      isLocked = false;
      document.dispatchEvent(new Event("visibilitychange"));
    },
    // As a telephone call or another app does it: the track lives on and brings nothing.
    holdBack(kind, isHeld) {
      for (const track of live) {
        if (track.kind !== kind || track.readyState === "ended") continue;
        Object.defineProperty(track, "muted", { configurable: true, value: isHeld });
        track.dispatchEvent(new Event(isHeld ? "mute" : "unmute"));
      }
    },
    camera: () => [...live].find((each) => each.kind === "video" && each.readyState === "live")?.label,
    voice() {
      const track = [...live].find((each) => each.kind === "audio" && each.readyState === "live");
      const { echoCancellation, noiseSuppression, autoGainControl } = track.getSettings();
      return { echoCancellation, noiseSuppression, autoGainControl };
    },
    screensHeld: () => [...held].filter(({ released }) => !released).length,
  };

  const held = new Set();
  const hold = navigator.wakeLock?.request.bind(navigator.wakeLock);
  if (!hold) return;
  navigator.wakeLock.request = async (kind) => {
    const lock = await hold(kind);
    held.add(lock);
    return lock;
  };
})();
