/**
 * Every state of the call page without a server, by address:
 * `?scene=request|nobody|join|guest|seat|tooEarly|full|ended|cancelled|expired|unknown|room|desk`
 * `&role=CUSTOMER|PERSONAL_SHOPPER|GUEST&status=WAITING|LIVE&has=shown,cart,chat,proposal,queue,…`
 */
import type { Role, EventStatus } from "../src/call/types";
import { CATALOGUE } from "./catalogue";
import { FakeConnection, FakeSocket } from "./fakes";
import { welcome } from "./scenes";

const query = new URLSearchParams(location.search);
const scene = query.get("scene") ?? "request";
const has = new Set((query.get("has") ?? "").split(","));
const role = (query.get("role") ?? "CUSTOMER") as Role;
const status = (query.get("status") ?? "LIVE") as EventStatus;

const CONSENT = {
  consentText: {
    id: "t1",
    version: 2,
    text: "We hold a video call with you to advise you. Picture and sound are passed on to whoever is in the call and are not kept. We keep your name, the chat and the products shown for 12 months, to serve you better.",
  },
  privacyPolicyUrl: "https://shop.example/privacy",
  termsUrl: "https://shop.example/terms",
};
const LINK_STATES: Record<string, string> = {
  tooEarly: "TOO_EARLY",
  join: "LIVE",
  guest: "LIVE",
  seat: "LIVE",
};

function answer(operation: string): object {
  const errors: never[] = [];
  switch (operation) {
    case "CallPage": {
      const isThere = scene !== "nobody";
      const presence = {
        available: isThere,
        personalShoppers: isThere ? 2 : 0,
        waiting: isThere ? 1 : 0,
      };
      const [product] = CATALOGUE;
      return {
        personalShopperCallPage: { storeName: "Casa Montseny", ...CONSENT, presence, product },
      };
    }
    case "Link":
      return {
        personalShopperLink: {
          kind: scene === "guest" ? "GUEST" : "CUSTOMER",
          state: LINK_STATES[scene] ?? scene.toUpperCase(),
          seatTaken: scene === "seat",
          participantLimit: 6,
          storeName: "Casa Montseny",
          customerName: "Marta Soler",
          personalShopperName: "Ana Puig",
          startsAt: new Date(Date.now() + 26.4 * 3_600_000).toISOString(),
          durationMinutes: 30,
          ...CONSENT,
          calendarUrl: "/e/x/calendar.ics",
          surveyOpen: false,
          shopUrl: "https://shop.example/",
        },
      };
    case "DeskEvent":
      return {
        personalShopperEvent: {
          status: "WAITING",
          customerName: "Marta Soler",
          seatTaken: has.has("seat"),
        },
      };
    case "EventRequest":
      return { personalShopperEventRequest: { joinUrl: "https://x.example/e/token", errors } };
    case "EventJoin":
      return {
        personalShopperEventJoin: {
          participant: { id: "p" },
          event: { id: "e-1", status },
          accessToken: "token",
          socketUrl: "ws://mock/",
          whipUrls: [{ source: "camera", url: "/media/whip/e-1/camera" }],
          iceServers: [],
          errors,
        },
      };
    case "Products":
      return {
        personalShopperProducts: {
          edges: CATALOGUE.map((node) => ({ node })),
          pageInfo: { endCursor: null, hasNextPage: false },
        },
      };
    case "Product":
      return { personalShopperProduct: CATALOGUE[0] };
    case "LinesAdd":
      return {
        personalShopperEventCheckoutLinesAdd: {
          proposal: role === "CUSTOMER" ? null : { id: "x", status: "PENDING" },
          errors,
        },
      };
    case "CheckoutHandover":
      return {
        personalShopperEventCheckoutHandover: {
          url: "https://shop.example/cart?ps_cart=x",
          code: "x",
          errors,
        },
      };
    default:
      return { [`personalShopperEvent${operation.replace("Event", "")}`]: { errors } };
  }
}

const realFetch = window.fetch.bind(window);
window.fetch = async (input, init) => {
  const url = input instanceof Request ? input.url : String(input);
  if (url.endsWith("/graphql/")) {
    const { query: text } = JSON.parse(init?.body as string) as { query: string };
    const operation = /(?:query|mutation) (\w+)/.exec(text)?.[1] ?? "";
    return Response.json({ data: answer(operation) });
  }
  if (url.includes("/media/")) {
    const response = new Response("v=0\r\n", { status: 201, headers: { Location: "/media/x" } });
    return Object.defineProperty(response, "url", { value: location.href });
  }
  if (url.includes("/token")) return Response.json({ token: "staff", expiresAt: "" });
  return realFetch(input, init);
};
Object.assign(window, { RTCPeerConnection: FakeConnection, WebSocket: FakeSocket });
FakeSocket.onOpen = (socket) => {
  socket.say("welcome", welcome({ role, status, has }));
  if (has.has("end")) socket.say("end", { reason: "FINISHED", note: "", surveyOpen: true });
};

const mode =
  scene === "desk" ? "desk" : scene === "request" || scene === "nobody" ? "request" : "link";
const bootstrap = document.createElement("script");
bootstrap.type = "application/json";
bootstrap.id = "bootstrap";
bootstrap.textContent = JSON.stringify({
  mode,
  graphqlUrl: "/graphql/",
  locale: "en",
  storeName: "Casa Montseny",
  channel: "default",
  token: "t",
  event: "e-1",
  staffTokenUrl: "/token",
  deskUrl: "/desk",
  shopUrl: "https://shop.example/",
  storefrontOrigins: [location.origin],
});
document.body.append(bootstrap);
sessionStorage.clear();
if (scene === "room") {
  const seat = {
    eventId: "e-1",
    participantId: "p",
    accessToken: "token",
    socketUrl: "ws://mock/",
    whipUrl: "/media/whip/e-1/camera",
    iceServers: [],
  };
  sessionStorage.setItem(
    "personal-shopper:seat",
    JSON.stringify({
      seat,
      credentials: { token: "t", asGuest: false, name: null, recordingConsent: false },
      places: ["link:t"],
    }),
  );
}
await import("../src/pages/call");
