{% comment %}Network first; the offline page only where there is no network. Nothing of the shop is kept.{% endcomment %}
const SHELF = "personal-shopper-desk";
const OFFLINE = {{ offline|safe }};
const PARTS = {{ parts|safe }};

self.addEventListener("install", (event) => {
  event.waitUntil(keepParts().then(() => self.skipWaiting()));
});
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const { mode, method, url } = event.request;
  if (method !== "GET") return;
  if (mode === "navigate") event.respondWith(orKept(event.request, OFFLINE));
  else if (PARTS.includes(new URL(url).pathname)) event.respondWith(orKept(event.request, url));
});

async function keepParts() {
  const shelf = await caches.open(SHELF);
  await shelf.addAll(PARTS.map((part) => new Request(part, { cache: "reload" })));
}

async function orKept(request, name) {
  try {
    return await fetch(request);
  } catch (error) {
    const kept = await caches.match(name);
    if (kept === undefined) throw error;
    return kept;
  }
}
