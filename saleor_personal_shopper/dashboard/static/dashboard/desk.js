// Keeps the desk live: the socket says when a list changed and when a customer is waiting.

import { refreshLists, setWaiting } from "./pages.js";
import { askToSignIn, whenSignedIn } from "./session.js";

const PING_MS = 15_000;
const LISTS_MS = 30_000;
const LONGEST_PAUSE_MS = 20_000;
const RIGHTS_LOST = 4403;
const MUTED = "personal-shopper:muted";
const { desk: base, waitingText } = document.body.dataset;
const sound = document.querySelector("[data-sound]");
let socket = null;
let pause = 1_000;
let pings = 0;
let audio = null;

async function connect() {
  const response = await fetch(`${base}/ticket`, { method: "POST" }).catch(() => null);
  if (response?.status === 401) return waitForSession();
  if (response?.status === 403) return location.reload();
  if (!response?.ok) return reconnectLater();
  const { socketUrl } = await response.json();
  socket = new WebSocket(socketUrl);
  socket.addEventListener("open", () => showConnected(true));
  socket.addEventListener("message", ({ data }) => receive(JSON.parse(data)));
  socket.addEventListener("close", ({ code }) => {
    if (code === RIGHTS_LOST) location.reload();
    else reconnectLater();
  });
}

function waitForSession() {
  showConnected(false);
  askToSignIn();
}

whenSignedIn(() => {
  refreshLists();
  if (socket === null || socket.readyState === WebSocket.CLOSED) void connect();
});

function reconnectLater() {
  showConnected(false);
  setTimeout(() => void connect(), pause * (0.75 + Math.random() / 2));
  pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
}

function showConnected(isConnected) {
  if (isConnected) pause = 1_000;
  document.getElementById("connection").hidden = isConnected;
}

function receive({ type, data }) {
  if (type === "desk.changed") {
    refreshLists();
    announce(data.waiting);
    if (data.ring) ring();
  }
  if (type === "shoppers.changed" || type === "event.taken") refreshLists();
}

function announce(count) {
  setWaiting(count);
  document.getElementById("announcement").textContent = count > 0 ? `${waitingText} ${count}` : "";
}

function ping() {
  if (socket?.readyState !== WebSocket.OPEN) return;
  pings += 1;
  socket.send(JSON.stringify({ type: "ping", id: `ping-${pings}`, data: {} }));
}

// Two soft notes, made here: browsers allow sound only after the page was touched once.
function ring() {
  if (isMuted() || audio === null) return;
  for (const [at, frequency] of [
    [0, 659],
    [0.18, 880],
  ]) {
    const start = audio.currentTime + at;
    const tone = new OscillatorNode(audio, { frequency });
    const volume = new GainNode(audio, { gain: 0 });
    volume.gain.linearRampToValueAtTime(0.25, start + 0.02);
    volume.gain.exponentialRampToValueAtTime(0.001, start + 0.9);
    tone.connect(volume).connect(audio.destination);
    tone.start(start);
    tone.stop(start + 1);
  }
}

function allowSound() {
  audio ??= new AudioContext();
  void audio.resume();
}

const isMuted = () => localStorage.getItem(MUTED) !== null;

function showSound() {
  sound.setAttribute("aria-pressed", String(!isMuted()));
  sound.title = isMuted() ? sound.dataset.off : sound.dataset.on;
}

sound.addEventListener("click", () => {
  if (isMuted()) localStorage.removeItem(MUTED);
  else localStorage.setItem(MUTED, "yes");
  showSound();
  ring();
});
for (const gesture of ["pointerdown", "keydown"]) {
  document.addEventListener(gesture, allowSound, { once: true });
}
document.addEventListener("visibilitychange", refreshLists);
document.addEventListener("htmx:afterSettle", () => {
  const lists = document.getElementById("lists");
  if (lists !== null) setWaiting(Number(lists.dataset.waiting));
});
setInterval(ping, PING_MS);
setInterval(refreshLists, LISTS_MS);
showSound();
setWaiting(Number(document.getElementById("lists")?.dataset.waiting ?? 0));
void connect();
