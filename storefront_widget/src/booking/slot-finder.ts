import type { BookingPage, Slot } from "../api/booking";
import type { BookingApi } from "../api/booking-api";
import { Store } from "../call/store";
import { addDays, dayIn, daysBetween, lastDay, monthOf, type Day, type Month } from "./days";

/** The API gives at most so many days at once. */
const MOST_DAYS = 62;

export interface FinderState {
  readonly zone: string;
  /** Null: anyone. */
  readonly personalShopper: string | null;
  readonly month: Month;
  /** Chosen; its times are shown. */
  readonly day: Day | null;
  readonly status: "loading" | "ready" | "failed";
  /** Of the month, in order. */
  readonly slots: readonly Slot[];
  /** The first one after an empty month; null where there is none at all. */
  readonly next: Slot | null;
}

/** What was grouped, and in which zone. */
interface Grouped {
  readonly slots: readonly Slot[];
  readonly zone: string;
  readonly byDay: ReadonlyMap<Day, readonly Slot[]>;
}

function groupByDay(slots: readonly Slot[], zone: string): Map<Day, Slot[]> {
  const byDay = new Map<Day, Slot[]>();
  for (const slot of slots) {
    const day = dayIn(zone, new Date(slot.startsAt));
    const known = byDay.get(day);
    if (known === undefined) byDay.set(day, [slot]);
    else known.push(slot);
  }
  return byDay;
}

/** Looks for slots of a campaign, a month at a time, in the zone that the visitor lives in. */
export class SlotFinder {
  readonly state: Store<FinderState>;
  private asked = 0;
  private grouped: Grouped | null = null;

  constructor(
    private readonly api: Pick<BookingApi, "slots">,
    private readonly page: BookingPage,
    private readonly given: {
      readonly zone: string;
      readonly personalShopper: string | null;
      readonly now: Date;
      /** Of the booking that is moved. */
      readonly manageToken?: string;
    },
  ) {
    const first = dayIn(given.zone, new Date(page.opensAt ?? given.now));
    this.state = new Store<FinderState>({
      zone: given.zone,
      personalShopper: given.personalShopper,
      month: monthOf(first),
      day: null,
      status: "loading",
      slots: [],
      next: null,
    });
  }

  /** The first and the last day that may have slots. */
  get span(): { readonly first: Day; readonly last: Day } | null {
    const { opensAt, closesAt } = this.page;
    if (opensAt === null || closesAt === null) return null;
    const { zone } = this.state.value;
    const last = new Date(Date.parse(closesAt) - 1);
    return { first: dayIn(zone, new Date(opensAt)), last: dayIn(zone, last) };
  }

  slotsOn(day: Day): readonly Slot[] {
    return this.byDay.get(day) ?? [];
  }

  /** The days of the month that have slots, in order. */
  get freeDays(): Day[] {
    return [...this.byDay.keys()];
  }

  /** A month may have thousands of slots, and a page asks for each of its days when it draws. */
  private get byDay(): Grouped["byDay"] {
    const { slots, zone } = this.state.value;
    if (this.grouped?.slots !== slots || this.grouped.zone !== zone)
      this.grouped = { slots, zone, byDay: groupByDay(slots, zone) };
    return this.grouped.byDay;
  }

  /** Goes to the first month with slots and chooses its first day. */
  async begin(): Promise<void> {
    await this.load();
    const { next } = this.state.value;
    if (next !== null) await this.showDay(dayIn(this.state.value.zone, new Date(next.startsAt)));
    else this.state.update({ day: this.freeDays[0] ?? null });
  }

  async showMonth(month: Month): Promise<void> {
    if (month === this.state.value.month) return;
    this.state.update({ month, day: null });
    await this.load();
    if (this.state.value.month === month) this.state.update({ day: this.freeDays[0] ?? null });
  }

  async showDay(day: Day): Promise<void> {
    const month = monthOf(day);
    if (month !== this.state.value.month) {
      this.state.update({ month });
      await this.load();
    }
    this.state.update({ day });
  }

  async choosePersonalShopper(personalShopper: string | null): Promise<void> {
    this.state.update({ personalShopper });
    await this.load();
    this.settleDay();
  }

  async chooseZone(zone: string): Promise<void> {
    this.state.update({ zone });
    await this.load();
    this.settleDay();
  }

  /** Asks anew: somebody may have taken some meanwhile. */
  async load(): Promise<void> {
    const asked = ++this.asked;
    this.state.update({ status: "loading", slots: [], next: null });
    try {
      const slots = await this.slotsOfMonth();
      const next = slots.length === 0 ? await this.firstAfter() : null;
      if (asked === this.asked) this.state.update({ status: "ready", slots, next });
    } catch {
      if (asked === this.asked) this.state.update({ status: "failed" });
    }
  }

  private settleDay(): void {
    const { day } = this.state.value;
    const free = this.freeDays;
    if (day === null || !free.includes(day)) this.state.update({ day: free[0] ?? null });
  }

  private async slotsOfMonth(): Promise<readonly Slot[]> {
    const { month } = this.state.value;
    return this.between(`${month}-01`, lastDay(month));
  }

  private async firstAfter(): Promise<Slot | null> {
    const { span } = this;
    let first = addDays(lastDay(this.state.value.month), 1);
    while (span !== null && first <= span.last) {
      const last = addDays(first, MOST_DAYS - 1);
      const [found] = await this.between(first, last);
      if (found !== undefined) return found;
      first = addDays(last, 1);
    }
    return null;
  }

  private async between(first: Day, last: Day): Promise<readonly Slot[]> {
    const { span } = this;
    if (span === null || last < span.first || first > span.last) return [];
    const from = first > span.first ? first : span.first;
    const until = last < span.last ? last : span.last;
    const { zone, personalShopper } = this.state.value;
    const { manageToken } = this.given;
    return this.api.slots({
      campaign: this.page.campaign,
      personalShopper,
      from,
      days: daysBetween(from, until) + 1,
      timeZone: zone,
      ...(manageToken === undefined ? {} : { manageToken }),
    });
  }
}
