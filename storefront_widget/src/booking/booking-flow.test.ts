import { describe, expect, it, vi } from "vitest";
import type { BookingPage, BookInput, Slot } from "../api/booking";
import { SlotRefused, type BookingApi } from "../api/booking-api";
import { ApiError, RefusedError } from "../api/graphql-client";
import { BookingFlow } from "./booking-flow";

const ANA = { id: "ana", name: "Ana", languages: ["es"], avatarUrl: null };
const PAGE = {
  campaign: "c",
  timeZone: "Europe/Madrid",
  opensAt: "2026-11-27T10:00:00Z",
  closesAt: "2027-01-15T00:00:00Z",
  personalShoppers: [ANA],
} as unknown as BookingPage;
const slot = (startsAt: string): Slot => ({ startsAt, endsAt: startsAt, personalShoppers: [ANA] });
const WANTED = slot("2026-12-01T09:00:00Z");
const OTHER = slot("2026-12-01T11:00:00Z");
const BOOKING = { event: { id: "e" }, joinUrl: "https://x/e/1", manageUrl: "https://x/manage/2" };

function refused(code: string, alternatives: readonly Slot[] = []): SlotRefused {
  return new SlotRefused(new RefusedError([{ field: null, message: "No.", code }]), alternatives);
}

async function atTheForm(answers: Partial<Record<keyof BookingApi, unknown>>): Promise<{
  flow: BookingFlow;
  book: ReturnType<typeof vi.fn<(input: BookInput) => unknown>>;
  slots: ReturnType<typeof vi.fn>;
}> {
  const book = vi.fn<(input: BookInput) => unknown>(() => Promise.resolve(BOOKING));
  const slots = vi.fn(() => Promise.resolve([WANTED, OTHER]));
  const api = {
    page: () => Promise.resolve(PAGE),
    slots,
    hold: () => Promise.reject(new ApiError("network", "")),
    release: () => Promise.resolve(),
    managePage: () => Promise.resolve(null),
    book,
    ...answers,
  } as unknown as BookingApi;
  const shop = { ask: <Answer>(question: (bearer: null) => Answer) => question(null) };
  const flow = new BookingFlow(
    api,
    { campaign: "c", personalShopper: null },
    shop,
    () => "en",
    () => Promise.resolve(),
  );
  await flow.begin("America/New_York", new Date("2026-11-27T10:00:00Z"));
  flow.take(WANTED);
  flow.write({ name: "Emma", email: "emma@example.com" });
  return { flow, book, slots };
}

describe("BookingFlow", () => {
  it("should book once when the answer was lost: again with the same key", async () => {
    const { flow, book } = await atTheForm({});
    book.mockRejectedValueOnce(new ApiError("network", "lost"));

    await flow.book();

    const keys = book.mock.calls.map(([input]) => input.idempotencyKey);
    expect(keys).toHaveLength(2);
    expect(new Set(keys).size).toBe(1);
    expect(flow.state.value.step).toBe("booked");
  });

  it("should send one booking for a double click", async () => {
    const { flow, book } = await atTheForm({});
    await Promise.all([flow.book(), flow.book()]);
    expect(book).toHaveBeenCalledTimes(1);
  });

  it("should keep the key while the outcome is unknown, and take a new one once refused", async () => {
    const { flow, book } = await atTheForm({});
    for (let lost = 0; lost < 4; lost++) book.mockRejectedValueOnce(new ApiError("network", ""));
    await flow.book();
    book.mockRejectedValueOnce(refused("SLOT_TAKEN", [OTHER]));
    await flow.book();
    await flow.book();

    const keys = book.mock.calls.map(([input]) => input.idempotencyKey);
    expect(new Set(keys.slice(0, 5)).size).toBe(1);
    expect(keys[5]).not.toBe(keys[0]);
  });

  it("should offer what is near when somebody was faster, and lose nothing written", async () => {
    const { flow, book } = await atTheForm({});
    book.mockRejectedValueOnce(refused("SLOT_TAKEN", [OTHER]));
    await flow.book();

    expect(flow.state.value).toMatchObject({ step: "form", fault: "No.", alternatives: [OTHER] });
    flow.take(OTHER);
    await flow.book();
    expect(flow.state.value.details).toMatchObject({ name: "Emma", email: "emma@example.com" });
    expect(book.mock.lastCall?.[0].startsAt).toBe(OTHER.startsAt);
  });

  it("should say at once when the slot is lost while the form is filled", async () => {
    const { flow } = await atTheForm({
      hold: () => Promise.reject(refused("SLOT_TAKEN", [OTHER])),
    });
    await Promise.resolve();
    await vi.waitFor(() => expect(flow.state.value.alternatives).toEqual([OTHER]));
  });

  it("should ask for days in the visitor's zone, from the first that may have slots", async () => {
    const { slots } = await atTheForm({});
    expect(slots.mock.calls[0]).toEqual([
      expect.objectContaining({
        from: "2026-11-27",
        days: 4,
        timeZone: "America/New_York",
        personalShopper: "ana",
      }),
    ]);
  });

  it("should say the merchant's words in another language, and keep what was written", async () => {
    const spanish = { ...PAGE, consentText: { version: 2, text: "De acuerdo" } };
    const page = vi.fn().mockResolvedValueOnce(PAGE).mockResolvedValueOnce(spanish);
    const { flow } = await atTheForm({ page });

    await flow.retell();
    expect(flow.state.value).toMatchObject({ step: "form", page: spanish });
    expect(flow.state.value.details.name).toBe("Emma");

    page.mockRejectedValueOnce(new ApiError("network", ""));
    await flow.retell();
    expect(flow.state.value.page).toBe(spanish);
  });

  it("should tell an unknown campaign from one that cannot be reached", async () => {
    const { flow } = await atTheForm({ page: () => Promise.resolve(null) });
    expect(flow.state.value.page).toBeNull();
    const away = await atTheForm({ page: () => Promise.reject(new ApiError("network", "")) });
    expect(away.flow.state.value.page).toBeNull();
  });
});
