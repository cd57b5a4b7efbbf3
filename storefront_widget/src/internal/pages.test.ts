// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { CallPage, Link, LinkState } from "../api/entry";
import { ApiError, RefusedError } from "../api/graphql-client";
import { Store } from "../call/store";
import type { Entrance } from "./entrance";
import { AT_FIRST, type FlowState } from "./flow-state";
import { Pages } from "./pages";
import { phaseOfCallPage, phaseOfLink, type Phase } from "./phase";

const link = (state: LinkState, more: Partial<Link> = {}): Link =>
  ({ state, kind: "CUSTOMER", seatTaken: false, startsAt: null, opensAt: null, ...more }) as Link;
const callPage = (available: boolean): Phase =>
  phaseOfCallPage({ presence: { available } } as unknown as CallPage);
const notice = (kind: string): Phase => ({ kind: "notice", notice: kind }) as Phase;
const refused = (code: string): RefusedError =>
  new RefusedError([{ field: null, message: "", code }]);
const ENTERED: Phase = { kind: "room" };

describe("Pages", () => {
  const entrance = { look: vi.fn(), link: vi.fn(), askAnew: vi.fn() };
  const arrive = vi.fn();
  let state: Store<FlowState>;
  let pages: Pages;

  const wait = (milliseconds: number): Promise<unknown> =>
    vi.advanceTimersByTimeAsync(milliseconds);
  const now = (of: Link): void => void entrance.look.mockResolvedValue(phaseOfLink(of));

  beforeEach(() => {
    vi.useFakeTimers();
    vi.resetAllMocks();
    arrive.mockResolvedValue(undefined);
    entrance.askAnew.mockResolvedValue(callPage(true));
    state = new Store(AT_FIRST);
    pages = new Pages(state, entrance as unknown as Entrance, {
      hasShop: true,
      arrive,
      onShow: vi.fn(),
    });
  });

  afterEach(() => {
    pages.stop();
    vi.useRealTimers();
  });

  it("should let a guest in by itself once somebody has left a full call", async () => {
    pages.show(phaseOfLink(link("FULL", { kind: "GUEST" })));
    now(link("FULL", { kind: "GUEST" }));
    await wait(6_000);
    expect(state.value.phase).toMatchObject({ notice: "full" });
    now(link("LIVE", { kind: "GUEST" }));
    await wait(6_000);
    expect(state.value.phase).toMatchObject({ kind: "join" });
  });

  it("should open by itself, and tell another date when the call was moved", async () => {
    const soon = new Date(Date.now() + 3_600_000).toISOString();
    pages.show(phaseOfLink(link("TOO_EARLY", { startsAt: soon })));
    const later = new Date(Date.now() + 7_200_000).toISOString();
    now(link("TOO_EARLY", { startsAt: later }));
    await wait(31_000);
    expect(state.value.phase).toMatchObject({ notice: "tooEarly", link: { startsAt: later } });
    now(link("WAITING"));
    await wait(31_000);
    expect(state.value.phase).toMatchObject({ kind: "join" });
  });

  it("should follow a cancelled call that takes place after all", async () => {
    pages.show(phaseOfLink(link("CANCELLED")));
    now(link("TOO_EARLY"));
    await wait(61_000);
    expect(state.value.phase).toMatchObject({ notice: "tooEarly" });
  });

  it("should not ask any more when the other device has let go", async () => {
    pages.show(phaseOfLink(link("LIVE", { seatTaken: true })));
    expect(state.value.phase.kind).toBe("seat");
    now(link("LIVE"));
    await wait(6_000);
    expect(state.value.phase.kind).toBe("join");
  });

  it("should keep what was said about a form that only changed its words", async () => {
    pages.show(phaseOfLink(link("WAITING")));
    state.update({ fault: "Enter your name." });
    now(link("LIVE"));
    await wait(16_000);
    expect(state.value).toMatchObject({
      phase: { link: { state: "LIVE" } },
      fault: "Enter your name.",
    });
  });

  it("should not disturb whoever is coming in", async () => {
    pages.show(phaseOfLink(link("WAITING")));
    state.update({ busy: true });
    now(link("CANCELLED"));
    await wait(60_000);
    expect(state.value.phase.kind).toBe("join");
  });

  it("should keep the page when looking again fails", async () => {
    pages.show(phaseOfLink(link("FULL")));
    entrance.look.mockRejectedValue(new ApiError("network", ""));
    await wait(20_000);
    expect(state.value.phase).toMatchObject({ notice: "full" });
  });

  it("should not overrule what happened while it was looking", async () => {
    pages.show(phaseOfLink(link("WAITING")));
    entrance.look.mockImplementation(() => {
      pages.show(ENTERED);
      return Promise.resolve(phaseOfLink(link("CANCELLED")));
    });
    await wait(60_000);
    expect(state.value.phase).toBe(ENTERED);
  });

  describe("after somebody left a call that goes on", () => {
    const left = (asksSurvey: boolean): Phase => ({
      kind: "farewell",
      canRejoin: true,
      asksSurvey,
    });

    it("should offer the way back as long as there is a call", async () => {
      pages.show(left(true));
      for (const of of ["LIVE", "WAITING", "FULL"] as const) {
        now(link(of));
        await wait(61_000);
        expect(state.value.phase).toEqual(left(true));
      }
    });

    it("should take the way back away when the call is over, and go on asking", async () => {
      pages.show(left(true));
      now(link("ENDED"));
      await wait(3_000);
      expect(state.value.phase).toEqual({ kind: "farewell", canRejoin: false, asksSurvey: true });
      entrance.look.mockClear();
      await wait(3_600_000);
      expect(entrance.look).not.toHaveBeenCalled();
    });

    it.each<[LinkState, string]>([
      ["CANCELLED", "cancelled"],
      ["EXPIRED", "expired"],
    ])("should tell that a call that never began is %s", async (of, told) => {
      pages.show(left(false));
      now(link(of));
      await wait(3_000);
      expect(state.value.phase).toMatchObject({ kind: "notice", notice: told });
    });

    it("should keep the survey of whoever came back too late", async () => {
      pages.show({ kind: "loading" });
      await pages.showFault(refused("ENDED"), left(true));
      expect(state.value.phase).toEqual({ kind: "farewell", canRejoin: false, asksSurvey: true });
    });

    it("should say what else is in the way back", async () => {
      pages.show({ kind: "loading" });
      await pages.showFault(new ApiError("network", ""), left(true));
      expect(state.value.phase).toMatchObject({ notice: "offline" });
    });
  });

  it("should begin anew while we are out of reach", async () => {
    pages.show(notice("offline"));
    await wait(21_000);
    expect(arrive).toHaveBeenCalledTimes(2);
  });

  it.each([
    ["ended", true, "call"],
    ["cancelled", true, "call"],
    ["expired", false, "message"],
    ["missed", false, "message"],
    ["unknown", true, "call"],
  ])("should lead on from %s by what is possible now", async (kind, available, wayOn) => {
    entrance.askAnew.mockResolvedValue(callPage(available));
    pages.show(notice(kind));
    await wait(0);
    expect(state.value.wayOn).toBe(wayOn);
  });

  it("should offer nothing where nobody can say", async () => {
    entrance.askAnew.mockRejectedValue(new ApiError("network", ""));
    pages.show(notice("ended"));
    await wait(0);
    expect(state.value.wayOn).toBeNull();
  });

  it("should ask for the seat with the link by which one may come as a guest", async () => {
    entrance.link.mockResolvedValue(link("LIVE"));
    const refusals = [{ field: null, message: "", code: "SEAT_TAKEN" }] as const;
    await pages.showFault(new RefusedError(refusals));
    expect(state.value.phase).toEqual({ kind: "seat", link: link("LIVE") });
  });

  it("should say why the room closed: the call was moved to another date", async () => {
    now(link("TOO_EARLY"));
    await pages.showClosed();
    expect(state.value.phase).toMatchObject({ notice: "tooEarly" });
  });

  it.each([
    ["he was taken out", () => Promise.resolve(phaseOfLink(link("LIVE")))],
    ["nobody can say", () => Promise.reject(new ApiError("auth", ""))],
  ])("should say that it closed when %s", async (_, look) => {
    entrance.look.mockImplementation(look);
    await pages.showClosed();
    expect(state.value.phase).toMatchObject({ notice: "closed" });
  });

  it("should read what one agrees to anew in another language, and stay where one is", async () => {
    const text = (words: string): Partial<Link> => ({
      consentText: { id: "1", version: 1, text: words },
    });
    const asGuest = link("LIVE", { ...text("We talk."), kind: "GUEST" });
    pages.show({ kind: "join", link: asGuest, asGuest: true });
    entrance.link.mockResolvedValue(link("LIVE", { ...text("Hablamos."), seatTaken: true }));
    await pages.retell();
    expect(state.value.phase).toMatchObject({
      kind: "join",
      asGuest: true,
      link: { kind: "GUEST", consentText: { text: "Hablamos." } },
    });
    pages.show(callPage(true));
    entrance.askAnew.mockResolvedValue(callPage(false));
    await pages.retell();
    expect(state.value.phase).toEqual(callPage(true));
  });
});
