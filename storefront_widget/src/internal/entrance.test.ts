import { beforeEach, describe, expect, it, vi } from "vitest";
import type { EntryApi } from "../api/entry-api";
import { ApiError, type GraphQlClient } from "../api/graphql-client";
import type { Seat } from "../call/types";
import type { Bootstrap } from "./bootstrap";
import { Entrance } from "./entrance";

const SEAT: Seat = {
  eventId: "E",
  participantId: "P",
  accessToken: "access",
  socketUrl: "wss://app/first",
  whipUrl: null,
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

  function entrance(bootstrap: Bootstrap): Entrance {
    return new Entrance(
      bootstrap,
      { request } as unknown as GraphQlClient,
      api as unknown as EntryApi,
      { ask: (question) => question(null) },
    );
  }

  beforeEach(() => {
    vi.resetAllMocks();
    vi.stubGlobal("sessionStorage", fakeStorage());
    api.join.mockResolvedValue(SEAT);
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
    await expect(entrance(LINK).resume()).resolves.toBeNull();
    await expect(entrance({ ...LINK, token: "guest-token" }).resume()).resolves.toMatchObject({
      eventId: "E",
    });
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
});
