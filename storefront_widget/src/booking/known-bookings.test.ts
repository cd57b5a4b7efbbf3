// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from "vitest";
import { knownBookings } from "./known-bookings";

const manage = (token: string): string => `https://app.example/manage/${token}`;

describe("knownBookings", () => {
  beforeEach(() => localStorage.clear());

  it("should lead from the link of a call to the one that manages it", () => {
    knownBookings.add("https://app.example/e/join-1?x#y", manage("m1"));
    expect(knownBookings.manageUrlOf("join-1")).toBe(manage("m1"));
    expect(knownBookings.manageUrlOf("guest-1")).toBeNull();
  });

  it("should know a booking once, by its newest link, and forget the oldest of many", () => {
    knownBookings.add("https://app.example/e/join-0", manage("old"));
    knownBookings.add("https://app.example/e/join-0", manage("new"));
    expect(knownBookings.manageUrlOf("join-0")).toBe(manage("new"));
    for (let n = 1; n <= 20; n++) knownBookings.add(`https://app.example/e/join-${n}`, manage("m"));
    expect(knownBookings.manageUrlOf("join-0")).toBeNull();
    expect(knownBookings.manageUrlOf("join-20")).toBe(manage("m"));
  });

  it("should know nothing where the browser keeps nothing, or something else", () => {
    localStorage.setItem("personal-shopper:bookings", "{]");
    expect(knownBookings.manageUrlOf("join-1")).toBeNull();
    vi.stubGlobal("localStorage", undefined);
    knownBookings.add("https://app.example/e/join-1", manage("m1"));
    expect(knownBookings.manageUrlOf("join-1")).toBeNull();
    vi.unstubAllGlobals();
  });
});
