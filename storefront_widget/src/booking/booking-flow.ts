import type { Booking, BookingPage, Slot, WhoseSlots } from "../api/booking";
import { SlotRefused, type BookingApi } from "../api/booking-api";
import { ApiError, RefusedError } from "../api/graphql-client";
import { Store } from "../call/store";
import { errorText } from "../internal/error-text";
import { randomKey } from "../internal/random-key";
import { HoldKeeper } from "./hold-keeper";
import { knownBookings } from "./known-bookings";
import { SlotFinder } from "./slot-finder";

/** What the visitor wrote; kept whatever happens to his slot. */
export interface Details {
  readonly name: string;
  readonly email: string;
  readonly phone: string;
  readonly answers: Readonly<Record<string, string>>;
}

export type Step = "loading" | "unknown" | "unreachable" | "choose" | "form" | "booked";

export interface BookingState {
  readonly step: Step;
  readonly page: BookingPage | null;
  readonly slot: Slot | null;
  readonly details: Details;
  readonly busy: boolean;
  readonly fault: string;
  /** The field at fault, by the API's name. */
  readonly faultField: string | null;
  /** Where the slot is gone: those to take instead. */
  readonly alternatives: readonly Slot[] | null;
  readonly booking: Booking | null;
  readonly calendarUrl: string | null;
}

export interface Shop {
  /** Asks as the customer who is signed in to the shop. */
  ask<Answer>(question: (bearer: string | null) => Promise<Answer>): Promise<Answer>;
}

const NOBODY: Details = { name: "", email: "", phone: "", answers: {} };
/** How often, and after how long, a lost connection is tried again with the same key. */
const RETRIES_MS = [500, 1_500, 4_000];

/** From the choice of a slot to the booking. */
export class BookingFlow {
  readonly state = new Store<BookingState>({
    step: "loading",
    page: null,
    slot: null,
    details: NOBODY,
    busy: false,
    fault: "",
    faultField: null,
    alternatives: null,
    booking: null,
    calendarUrl: null,
  });
  readonly hold: HoldKeeper;
  finder: SlotFinder | null = null;
  /** Names one attempt until its outcome is known, so that nothing is booked twice. */
  private key: string = randomKey();

  constructor(
    private readonly api: BookingApi,
    private readonly whose: WhoseSlots,
    private readonly shop: Shop,
    private readonly language: () => string,
    private readonly pause = (milliseconds: number) =>
      new Promise<void>((resolve) => setTimeout(resolve, milliseconds)),
  ) {
    this.hold = new HoldKeeper(api);
    this.hold.state.subscribe(() => this.handleHold());
  }

  /** Loads the page; again after it could not be reached. */
  async begin(zone: string, now = new Date()): Promise<void> {
    this.state.update({ step: "loading" });
    try {
      const page = await this.api.page(this.whose);
      if (page === null) {
        this.state.update({ step: "unknown" });
        return;
      }
      const [only, another] = page.personalShoppers;
      const personalShopper = another === undefined ? (only?.id ?? null) : null;
      this.finder = new SlotFinder(this.api, page, { zone, personalShopper, now });
      this.state.update({ step: "choose", page });
      await this.finder.begin();
    } catch {
      this.state.update({ step: "unreachable" });
    }
  }

  /** The server's words again, in the language that is spoken now. */
  async retell(): Promise<void> {
    const page = await this.api.page(this.whose).catch(() => null);
    if (page !== null) this.state.update({ page });
  }

  /** What the shop knows of its customer; what he wrote himself stays. */
  prefill(known: { readonly name?: string | null; readonly email?: string | null }): void {
    const { details } = this.state.value;
    const name = details.name || (known.name ?? "");
    const email = details.email || (known.email ?? "");
    this.state.update({ details: { ...details, name, email } });
  }

  write(change: Partial<Details>): void {
    this.state.update({ details: { ...this.state.value.details, ...change } });
  }

  /** Takes a slot for the form, also instead of one that is gone. */
  take(slot: Slot): void {
    this.state.update({ step: "form", slot, alternatives: null, fault: "", faultField: null });
    void this.hold.keep({ ...this.wish(slot), startsAt: slot.startsAt });
  }

  /** Back to the choice of a slot. */
  back(): void {
    this.hold.release();
    this.state.update({ step: "choose", alternatives: null, fault: "", faultField: null });
    void this.finder?.load();
  }

  async book(): Promise<void> {
    const { slot, busy } = this.state.value;
    if (slot === null || busy) return;
    this.state.update({ busy: true, fault: "", faultField: null, alternatives: null });
    try {
      this.finish(await this.send(slot));
    } catch (error) {
      this.handleFault(error);
    } finally {
      this.state.update({ busy: false });
    }
  }

  private async send(slot: Slot): Promise<Booking> {
    for (const milliseconds of RETRIES_MS) {
      try {
        return await this.sendOnce(slot);
      } catch (error) {
        if (!(error instanceof ApiError && error.kind === "network")) throw error;
        await this.pause(milliseconds);
      }
    }
    return this.sendOnce(slot);
  }

  private sendOnce(slot: Slot): Promise<Booking> {
    const { details } = this.state.value;
    const answers = Object.entries(details.answers).map(([question, answer]) => ({
      question,
      answer,
    }));
    const input = {
      ...this.wish(slot),
      startsAt: slot.startsAt,
      name: details.name.trim(),
      email: details.email.trim(),
      phone: details.phone.trim() || null,
      timeZone: this.finder?.state.value.zone ?? "UTC",
      language: this.language(),
      consent: true,
      answers,
      idempotencyKey: this.key,
      hold: this.hold.holdId,
    };
    return this.shop.ask((bearer) => this.api.book(input, bearer));
  }

  private finish(booking: Booking): void {
    this.hold.forget();
    this.key = randomKey();
    knownBookings.add(booking.joinUrl, booking.manageUrl);
    this.state.update({ step: "booked", booking });
    void this.learnCalendar(booking);
  }

  private async learnCalendar({ manageUrl }: Booking): Promise<void> {
    try {
      const page = await this.api.managePage(manageUrl.split("/").at(-1) ?? "");
      this.state.update({ calendarUrl: page?.calendarUrl ?? null });
    } catch {
      // The other calendars' links are there all the same.
    }
  }

  private handleFault(error: unknown): void {
    // Without an answer it may have been booked: the same key finds that out.
    if (error instanceof RefusedError) this.key = randomKey();
    const alternatives = error instanceof SlotRefused ? offered(error) : null;
    const faultField = error instanceof RefusedError ? error.field : null;
    this.state.update({ fault: errorText(error), faultField, alternatives });
  }

  private handleHold(): void {
    const state = this.hold.state.value;
    if (state.kind === "lost") {
      this.state.update({ alternatives: state.alternatives, fault: state.text, faultField: null });
    }
  }

  private wish(slot: Slot): WhoseSlots {
    const { campaign = "" } = this.state.value.page ?? {};
    const chosen = this.finder?.state.value.personalShopper ?? null;
    const isFree = slot.personalShoppers.some(({ id }) => id === chosen);
    // An alternative may be with somebody else.
    const personalShopper = isFree ? chosen : null;
    return { campaign, personalShopper };
  }
}

/** What was refused for another reason than its time has nothing to take instead. */
function offered({ code, alternatives }: SlotRefused): readonly Slot[] | null {
  const isAboutTime = !["CONSENT_REQUIRED", "REQUIRED", "INVALID", "RATE_LIMITED"].includes(code);
  return isAboutTime && alternatives.length > 0 ? alternatives : null;
}
