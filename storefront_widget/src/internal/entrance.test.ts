import { beforeEach, describe, expect, it, vi } from "vitest";
import type { EntryApi } from "../api/entry-api";
import { ApiError, RefusedError, type GraphQlClient } from "../api/graphql-client";
import type { Seat } from "../call/types";
import type { Bootstrap } from "./bootstrap";
import { Entrance } from "./entrance";
import type { SeatLock } from "./seat-lock";

const SEAT: Seat = {
  eventId: "E",
  participantId: "P",
  accessToken: "access",
  socketUrl: "wss://app/first",
  whipUrl: null,
  screenUrl: null,
  iceServers: [],
};
const LINK: Bootstrap = {
  mode: "link",
  graphqlUrl: "/graphql/",
  locale: "en",
  storeName: "Casa",
  token: "customer-token",
  storefrontOrigins: [],
};

function fakeStorage(): Storage {
  const items = new Map<string, string>();
  return {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
    removeItem: (key: string) => void items.delete(key),
  } as unknown as Storage;
}

describe("Entrance", () => {
  const request = vi.fn();
  const api = { link: vi.fn(), callPage: vi.fn(), request: vi.fn(), join: vi.fn() };

  const lock = { isHeldElsewhere: vi.fn(), hold: vi.fn(), release: vi.fn() };

  function entrance(bootstrap: Bootstrap): Entrance {
    return new Entrance(
      bootstrap,
      { request } as unknown as GraphQlClient,
      api as unknown as EntryApi,
      { ask: (question) => question(null), isSignedOut: false },
      lock as unknown as SeatLock,
    );
  }

  const refusal = (code: string): RefusedError =>
    new RefusedError([{ field: null, message: "", code }]);

  beforeEach(() => {
    vi.resetAllMocks();
    vi.stubGlobal("sessionStorage", fakeStorage());
    api.join.mockResolvedValue(SEAT);
    lock.isHeldElsewhere.mockResolvedValue(false);
    request.mockResolvedValue({
      personalShopperEventSocketTicket: { socketUrl: "wss://app/again", errors: [] },
    });
  });

  it("should enter by the token of the link with both answers", async () => {
    await entrance(LINK).join("Jon", false);
    expect(api.join).toHaveBeenCalledWith({
      token: "customer-token",
      name: "Jon",
      consent: true,
      recordingConsent: false,
      asGuest: false,
    });
  });

  it("should take the seat that a request led to", async () => {
    api.request.mockResolvedValue("fresh-token");
    const asker = {
      name: "Marta",
      email: "",
      recordingConsent: true,
      product: "P",
      checkoutId: "C",
    };
    await entrance({ ...LINK, mode: "request", channel: "default" }).request(asker);
    const input = {
      channel: "default",
      name: "Marta",
      email: null,
      product: "P",
      checkoutId: "C",
      language: "en",
      consent: true,
    };
    expect(api.request).toHaveBeenCalledWith(input, null);
    expect(api.join.mock.calls[0]?.[0]).toMatchObject({
      token: "fresh-token",
      recordingConsent: true,
    });
  });

  it("should come back to the same seat after a reload, by a ticket and not by joining", async () => {
    entrance(LINK).keep(SEAT);
    await expect(entrance(LINK).resume()).resolves.toEqual({
      ...SEAT,
      socketUrl: "wss://app/again",
    });
    expect(api.join).not.toHaveBeenCalled();
  });

  it("should come back to it under the guest link that the address bar shows", async () => {
    const first = entrance(LINK);
    first.moveTo("https://app.example/e/guest-token");
    first.keep(SEAT);
    for (const token of ["guest-token", "customer-token"]) {
      await expect(entrance({ ...LINK, token }).resume()).resolves.toMatchObject({ eventId: "E" });
    }
    await expect(entrance({ ...LINK, token: "another" }).resume()).resolves.toBeNull();
  });

  it("should join anew by the link when the access token has died", async () => {
    entrance(LINK).keep(SEAT);
    request.mockRejectedValue(new ApiError("auth", ""));
    await expect(entrance(LINK).resume()).resolves.toEqual(SEAT);
    expect(api.join.mock.calls[0]?.[0]).toMatchObject({ token: "customer-token", consent: true });
  });

  it("should begin anew when the event is over", async () => {
    entrance(LINK).keep(SEAT);
    const errors = [{ field: null, message: "Over.", code: "ENDED" }];
    request.mockResolvedValue({ personalShopperEventSocketTicket: { socketUrl: null, errors } });
    await expect(entrance(LINK).resume()).resolves.toBeNull();
    expect(sessionStorage.getItem("personal-shopper:seat")).toBeNull();
  });

  it("should keep the seat while the server cannot be reached", async () => {
    entrance(LINK).keep(SEAT);
    request.mockRejectedValue(new ApiError("network", ""));
    await expect(entrance(LINK).resume()).rejects.toMatchObject({ kind: "network" });
    expect(sessionStorage.getItem("personal-shopper:seat")).not.toBeNull();
  });

  it("should enter from the desk by the staff's bearer", async () => {
    vi.stubGlobal(
      "fetch",
      vi.fn(() => Promise.resolve(Response.json({ token: "staff" }))),
    );
    const desk: Bootstrap = { ...LINK, mode: "desk", event: "E", staffTokenUrl: "/desk/token" };
    await entrance(desk).joinFromDesk();
    expect(api.join).toHaveBeenCalledWith({ event: "E", consent: true }, "staff");
  });

  it("should ask before it takes the call from the tab of which this one is a copy", async () => {
    entrance(LINK).keep(SEAT);
    lock.isHeldElsewhere.mockResolvedValue(true);
    await expect(entrance(LINK).resume()).rejects.toMatchObject({ code: "SEAT_TAKEN" });
    expect(lock.isHeldElsewhere).toHaveBeenCalledWith("P");
    expect(request).not.toHaveBeenCalled();
    expect(api.join).not.toHaveBeenCalled();
  });

  it("should ask, also after another reload, when the call went to another device", async () => {
    entrance(LINK).keep(SEAT);
    request.mockRejectedValue(new ApiError("auth", ""));
    api.join.mockRejectedValue(refusal("SEAT_TAKEN"));
    for (const reload of [entrance(LINK), entrance(LINK)]) {
      await expect(reload.resume()).rejects.toMatchObject({ code: "SEAT_TAKEN" });
    }
  });

  it("should look behind the link of the seat, not behind the one in the address bar", async () => {
    const first = entrance(LINK);
    first.moveTo("https://app.example/e/guest-token");
    first.keep(SEAT);
    request.mockRejectedValue(new ApiError("auth", ""));
    api.join.mockRejectedValue(refusal("ENDED"));
    api.link.mockResolvedValue(null);
    const reload = entrance({ ...LINK, token: "guest-token" });
    await expect(reload.resume()).resolves.toBeNull();
    await reload.firstPhase();
    expect(api.link).toHaveBeenCalledWith("customer-token");
  });

  it("should say that it comes back by the bearer of its seat, and without once that died", async () => {
    const again = entrance(LINK);
    await again.join("Jon", true);
    again.hold(SEAT);
    api.join.mockRejectedValueOnce(new ApiError("auth", ""));
    await again.rejoin();
    const given = { token: "customer-token", name: "Jon", recordingConsent: null };
    expect(api.join.mock.calls.slice(1)).toEqual([
      [expect.objectContaining(given), "access"],
      [expect.objectContaining(given)],
    ]);
  });

  it("should move the call here only when told to", async () => {
    const here = entrance(LINK);
    await here.rejoin({ takeOver: true });
    await here.rejoin();
    const [moved, came] = api.join.mock.calls.map(([input]) => input as object);
    expect(moved).toMatchObject({ takeOver: true });
    expect(came).not.toHaveProperty("takeOver");
  });

  it("should stay a guest who came by the customer's link", async () => {
    const guest = entrance(LINK);
    await guest.join("Jon", null, true);
    expect(api.join.mock.calls[0]?.[0]).toMatchObject({ token: "customer-token", asGuest: true });
    guest.hold(SEAT);
    guest.moveTo("https://app.example/e/guest-token");
    await guest.rejoin();
    expect(api.join.mock.calls[1]?.[0]).toMatchObject({ token: "guest-token", name: "Jon" });
  });

  it("should move the call between desks only when told to", async () => {
    vi.stubGlobal(
      "fetch",
      vi.fn(() => Promise.resolve(Response.json({ token: "staff" }))),
    );
    const desk: Bootstrap = { ...LINK, mode: "desk", event: "E", staffTokenUrl: "/desk/token" };
    await entrance(desk).rejoin({ takeOver: true });
    expect(api.join).toHaveBeenCalledWith({ event: "E", consent: true, takeOver: true }, "staff");
  });
});
