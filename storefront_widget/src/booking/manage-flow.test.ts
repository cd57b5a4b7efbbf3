// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from "vitest";
import { SlotRefused, type BookingApi } from "../api/booking-api";
import { ApiError, RefusedError } from "../api/graphql-client";
import type { ManagePage } from "../api/manage";
import { knownBookings } from "./known-bookings";
import { ManageFlow } from "./manage-flow";
import { ANA, BOB, bookedEvent, bookingPage, managePage, slot } from "./testing";

const NOW = new Date("2026-11-27T10:00:00Z");
const OWN_URL = "https://app.example/manage/m1";
const WITH_ANA = slot("2026-12-02T09:00:00Z", ANA, BOB);
const WITH_BOB = slot("2026-12-03T09:00:00Z", BOB);

function flowWith(
  page: ManagePage | null,
  answers: Partial<Record<keyof BookingApi, unknown>> = {},
): ManageFlow {
  const api = {
    managePage: vi.fn(() => Promise.resolve(page)),
    slots: vi.fn(() => Promise.resolve([WITH_ANA, WITH_BOB])),
    reschedule: vi.fn(() => Promise.resolve(bookedEvent())),
    cancel: vi.fn(() => Promise.resolve(bookedEvent())),
    ...answers,
  } as unknown as BookingApi;
  return new ManageFlow(api, "m1", OWN_URL, "America/New_York");
}

const refused = (code: string): SlotRefused =>
  new SlotRefused(new RefusedError([{ field: null, message: "Gone.", code }]), [WITH_BOB]);

describe("ManageFlow", () => {
  beforeEach(() => localStorage.clear());

  it("should show the booking, and remember that it is managed from here", async () => {
    const flow = flowWith(managePage());
    await flow.begin();
    expect(flow.state.value).toMatchObject({ step: "look", page: managePage() });
    expect(knownBookings.manageUrlOf("join-1")).toBe(OWN_URL);
  });

  it("should tell an unknown link from one that cannot be looked up", async () => {
    const unknown = flowWith(null);
    await unknown.begin();
    expect(unknown.state.value.step).toBe("unknown");
    const away = flowWith(null, { managePage: () => Promise.reject(new ApiError("network", "")) });
    await away.begin();
    expect(away.state.value.step).toBe("unreachable");
  });

  it("should look for times of the same person first, in the visitor's zone", async () => {
    const slots = vi.fn(() => Promise.resolve([WITH_ANA]));
    const flow = flowWith(managePage(), { slots });
    await flow.begin();
    await flow.move(NOW);
    expect(flow.state.value.step).toBe("move");
    expect(slots).toHaveBeenCalledWith(
      expect.objectContaining({
        personalShopper: "ana",
        timeZone: "America/New_York",
        manageToken: "m1",
      }),
    );
  });

  it("should look for times of anyone where that person books no more", async () => {
    const slots = vi.fn(() => Promise.resolve([WITH_BOB]));
    const page = managePage({ bookingPage: bookingPage({ personalShoppers: [BOB] }) });
    const flow = flowWith(page, { slots });
    await flow.begin();
    await flow.move(NOW);
    expect(slots).toHaveBeenCalledWith(expect.objectContaining({ personalShopper: null }));
  });

  it("should not look for times in a campaign that is gone", async () => {
    const flow = flowWith(managePage({ bookingPage: null }));
    await flow.begin();
    await flow.move(NOW);
    expect(flow.state.value.step).toBe("look");
  });

  it.each([
    ["the same person where he is free", "ana", WITH_ANA, false],
    ["anyone where anyone was chosen", null, WITH_ANA, true],
    ["somebody else where he is not", "ana", WITH_BOB, true],
  ])("should move to %s", async (_, chosen, wanted, anyPersonalShopper) => {
    const reschedule = vi.fn(() => Promise.resolve(bookedEvent()));
    const flow = flowWith(managePage(), { reschedule });
    await flow.begin();
    await flow.move(NOW);
    await flow.finder?.choosePersonalShopper(chosen);
    flow.take(wanted);
    expect(flow.state.value.step).toBe("confirm");
    await flow.reschedule();

    const timeZone = "America/New_York";
    const startsAt = wanted.startsAt;
    expect(reschedule.mock.calls).toEqual([
      [{ token: "m1", startsAt, timeZone, anyPersonalShopper }],
    ]);
    expect(flow.state.value).toMatchObject({ step: "look", done: "moved", busy: false });
  });

  it("should offer what is near where somebody was faster, and take it", async () => {
    const reschedule = vi.fn(() => Promise.resolve(bookedEvent()));
    reschedule.mockRejectedValueOnce(refused("SLOT_TAKEN"));
    const flow = flowWith(managePage(), { reschedule });
    await flow.begin();
    await flow.move(NOW);
    flow.take(WITH_ANA);
    await flow.reschedule();
    expect(flow.state.value).toMatchObject({
      step: "confirm",
      fault: "Gone.",
      alternatives: [WITH_BOB],
      busy: false,
    });

    flow.take(WITH_BOB);
    expect(flow.state.value).toMatchObject({ fault: "", alternatives: null });
    await flow.reschedule();
    expect(flow.state.value.done).toBe("moved");
  });

  it("should go back step by step", async () => {
    const flow = flowWith(managePage());
    await flow.begin();
    await flow.move(NOW);
    flow.take(WITH_ANA);
    flow.back();
    expect(flow.state.value.step).toBe("move");
    flow.back();
    expect(flow.state.value.step).toBe("look");
    flow.askCancel();
    flow.back();
    expect(flow.state.value.step).toBe("look");
  });

  it("should cancel once for a double click, with the reason", async () => {
    const cancel = vi.fn(() => Promise.resolve(bookedEvent({ status: "CANCELLED" })));
    const flow = flowWith(managePage(), { cancel });
    await flow.begin();
    flow.askCancel();
    await Promise.all([flow.cancel("Ill"), flow.cancel("Ill")]);
    expect(cancel.mock.calls).toEqual([["m1", "Ill"]]);
    expect(flow.state.value).toMatchObject({ step: "look", done: "cancelled" });
  });

  it("should stay where it is when a change did not come through", async () => {
    const flow = flowWith(managePage(), {
      cancel: () => Promise.reject(new ApiError("network", "")),
    });
    await flow.begin();
    flow.askCancel();
    await flow.cancel("");
    expect(flow.state.value).toMatchObject({ step: "cancel", done: null, busy: false });
    expect(flow.state.value.fault).not.toBe("");
  });
});
