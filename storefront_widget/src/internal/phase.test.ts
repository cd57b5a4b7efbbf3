import { describe, expect, it } from "vitest";
import type { CallPage, Link, LinkState } from "../api/entry";
import { ApiError, RefusedError } from "../api/graphql-client";
import type { HurdlePhase } from "./hurdle";
import {
  orHurdle,
  phaseOfCallPage,
  phaseOfDesk,
  phaseOfEnd,
  phaseOfFault,
  phaseOfLink,
  type Phase,
} from "./phase";

const link = (state: LinkState): Link => ({
  kind: "CUSTOMER",
  state,
  seatTaken: false,
  participantLimit: 6,
  storeName: "Casa",
  customerName: "Marta",
  personalShopperName: "Ana",
  startsAt: null,
  opensAt: null,
  durationMinutes: 30,
  consentText: null,
  privacyPolicyUrl: null,
  termsUrl: null,
  calendarUrl: null,
  surveyOpen: false,
  shopUrl: null,
});

function refused(code: string): RefusedError {
  return new RefusedError([{ field: null, message: `It is ${code}.`, code }]);
}

describe("phaseOfLink", () => {
  it.each(["WAITING", "LIVE"] as const)("should let one in while it is %s", (state) => {
    expect(phaseOfLink(link(state))).toEqual({ kind: "join", link: link(state) });
  });

  it.each(["WAITING", "LIVE"] as const)("should ask while another device is in it: %s", (state) => {
    const taken = { ...link(state), seatTaken: true };
    expect(phaseOfLink(taken)).toEqual({ kind: "seat", link: taken });
  });

  it.each([
    ["TOO_EARLY", "tooEarly"],
    ["FULL", "full"],
    ["ENDED", "ended"],
    ["CANCELLED", "cancelled"],
    ["EXPIRED", "expired"],
    ["UNKNOWN", "unknown"],
  ] as const)("should say that it is %s", (state, notice) => {
    expect(phaseOfLink(link(state))).toMatchObject({ kind: "notice", notice });
  });

  it("should not know what the server does not know", () => {
    expect(phaseOfLink(null)).toEqual({ kind: "notice", notice: "unknown" });
  });
});

describe("phaseOfCallPage", () => {
  const page = (available: boolean): CallPage => ({
    storeName: "Casa",
    consentText: null,
    privacyPolicyUrl: null,
    termsUrl: null,
    presence: { available, personalShoppers: 0, waiting: 0 },
    product: null,
    customer: null,
  });

  it("should take a message when nobody is there", () => {
    expect(phaseOfCallPage(page(false))).toEqual({ kind: "message", nobody: true });
  });

  it("should take a request while somebody is, even if all are in calls", () => {
    expect(phaseOfCallPage(page(true))).toMatchObject({ kind: "request" });
  });
});

describe("phaseOfDesk", () => {
  it("should let staff in to an open event, by the customer's name", () => {
    const event = { status: "WAITING", customerName: "Marta", seatTaken: false } as const;
    expect(phaseOfDesk(event)).toEqual({ kind: "join", link: null, customerName: "Marta" });
  });

  it("should ask staff whose other desk has the call", () => {
    const event = { status: "LIVE", customerName: "Marta", seatTaken: true } as const;
    expect(phaseOfDesk(event)).toEqual({ kind: "seat", link: null });
  });

  it.each([
    ["CANCELLED", "cancelled"],
    ["FINISHED", "ended"],
    ["MISSED", "ended"],
  ] as const)("should say that it is %s", (status, notice) => {
    expect(phaseOfDesk({ status, customerName: "Marta", seatTaken: false })).toEqual({
      kind: "notice",
      notice,
    });
  });

  it("should not know an event of somebody else", () => {
    expect(phaseOfDesk(null)).toEqual({ kind: "notice", notice: "unknown" });
  });
});

describe("phaseOfFault", () => {
  it("should give states of the event a page with the server's own words", () => {
    expect(phaseOfFault(refused("ALREADY_TAKEN"))).toEqual({
      kind: "notice",
      notice: "taken",
      text: "It is ALREADY_TAKEN.",
    });
  });

  it("should offer a message when nobody is available", () => {
    expect(phaseOfFault(refused("NOBODY_AVAILABLE"))).toEqual({ kind: "message", nobody: true });
  });

  it("should leave what the visitor can mend to the form", () => {
    expect(phaseOfFault(refused("RATE_LIMITED"))).toBeNull();
    expect(phaseOfFault(new ApiError("network", ""))).toBeNull();
  });

  it("should say that a session is over", () => {
    expect(phaseOfFault(new ApiError("auth", ""))).toMatchObject({ notice: "session" });
  });
});

describe("orHurdle", () => {
  const browser = { name: "safari", platform: "mac", webViewOf: null } as const;
  const hurdle: HurdlePhase = { kind: "browser", browser, hurdle: "noCalls" };

  it.each<Phase>([
    { kind: "join", link: null },
    { kind: "seat", link: null },
  ])("should stop at what leads to a call: %o", (phase) => {
    expect(orHurdle(phase, hurdle)).toBe(hurdle);
    expect(orHurdle(phase, null)).toBe(phase);
  });

  it.each<Phase>([
    { kind: "message", nobody: true },
    { kind: "notice", notice: "cancelled" },
  ])("should let through what needs no call: %o", (phase) => {
    expect(orHurdle(phase, hurdle)).toBe(phase);
  });
});

describe("phaseOfEnd", () => {
  it.each([
    ["FINISHED", { kind: "farewell", canRejoin: false, asksSurvey: true }],
    ["NO_SHOW", { kind: "farewell", canRejoin: false, asksSurvey: true }],
    ["MISSED", { kind: "notice", notice: "missed" }],
    ["CANCELLED", { kind: "notice", notice: "cancelled" }],
    ["REMOVED", { kind: "notice", notice: "closed" }],
  ])("should follow %s, with what was said of it", (reason, phase) => {
    const end = { reason, note: "Camille is ill.", surveyOpen: true };
    expect(phaseOfEnd(end, true)).toEqual({ ...phase, note: "Camille is ill." });
  });
});
