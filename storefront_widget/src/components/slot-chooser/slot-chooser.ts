import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { BookingPage, Slot } from "../../api/booking";
import { addMonths, dayIn, monthOf, type Day } from "../../booking/days";
import type { SlotFinder } from "../../booking/slot-finder";
import {
  dayPartOf,
  dayText,
  monthText,
  shortDayText,
  shownTwice,
  timeText,
  type Clock,
} from "../../booking/times";
import { isSameClock, offsetOf, zoneNameOf } from "../../booking/zones";
import { byArrow } from "../../internal/arrow-keys";
import { emit } from "../../internal/emit";
import { t } from "../../internal/i18n";
import { icon } from "../../internal/icons";
import { StoreController } from "../../internal/store-controller";
import { base, buttons } from "../../themes/controls";
import { timeButtons } from "../../themes/booking.styles";
import "../month-grid/month-grid";
import "../person-choice/person-choice";
import "../zone-choice/zone-choice";
import { styles } from "./slot-chooser.styles";

/** More at once are slow to draw, and more than anybody reads. */
const DAYS_IN_LIST = 7;
/** From here on the times of a day are parted. */
const MANY_TIMES = 16;
const PARTS = [
  ["morning", "book.morning"],
  ["afternoon", "book.afternoon"],
  ["evening", "book.evening"],
] as const;

declare global {
  interface HTMLElementEventMap {
    "ps-slot": CustomEvent<Slot>;
    "ps-clock": CustomEvent<Clock>;
  }
}

/**
 * Where a slot is chosen: with whom, on which day, at what time, in the visitor's own zone.
 *
 * @event ps-slot - the slot chosen
 * @event ps-clock - hours are to be counted to 12 or to 24
 */
@customElement("ps-slot-chooser")
export class PsSlotChooser extends LitElement {
  static override readonly styles = [base, buttons, timeButtons, styles];

  @property({ attribute: false }) finder!: SlotFinder;
  @property({ attribute: false }) page!: BookingPage;
  @property() clock: Clock = "h23";
  /** What stands for whoever is free. */
  @property() anyoneText = "";

  @state() private isList = false;
  /** How many days the list shows, and of which month. */
  @state() private listed = { month: "", days: DAYS_IN_LIST };

  /** The start that the keyboard comes to first; the arrow keys lead on from there. */
  @state() private reached = "";

  private readonly stores = new StoreController(this, () => [this.finder.state]);

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("finder")) this.stores.watch();
  }

  private get today(): Day {
    return dayIn(this.finder.state.value.zone, new Date());
  }

  private renderMonthBar(): TemplateResult {
    const { month } = this.finder.state.value;
    const { span } = this.finder;
    const isFirst = span === null || month <= monthOf(span.first);
    const isLast = span === null || month >= monthOf(span.last);
    const to = (step: number) => void this.finder.showMonth(addMonths(month, step));
    return html`<div class="month-bar">
      <h2 aria-live="polite">${monthText(month)}</h2>
      <button
        class="round back"
        type="button"
        aria-label=${t("book.earlier")}
        ?disabled=${isFirst}
        @click=${() => to(-1)}
      ></button>
      <button
        class="round on"
        type="button"
        aria-label=${t("book.later")}
        ?disabled=${isLast}
        @click=${() => to(1)}
      ></button>
      <span class="views" role="group" aria-label=${t("book.view")}>
        ${this.renderView(false, t("book.month"))} ${this.renderView(true, t("book.list"))}
      </span>
    </div>`;
  }

  private renderView(isList: boolean, text: string): TemplateResult {
    return html`<button
      type="button"
      aria-pressed=${this.isList === isList}
      @click=${() => (this.isList = isList)}
    >
      ${text}
    </button>`;
  }

  /** The hour that clocks show twice when summer time ends says which of the two it is. */
  private renderTime(slot: Slot, isTwice: boolean, isReached: boolean): TemplateResult {
    const { zone } = this.finder.state.value;
    const offset = isTwice ? offsetOf(zone, new Date(slot.startsAt)) : null;
    return html`<button
      class="time"
      type="button"
      tabindex=${isReached ? 0 : -1}
      @focus=${() => (this.reached = slot.startsAt)}
      @click=${() => emit(this, "ps-slot", slot)}
    >
      ${timeText(slot.startsAt, zone, this.clock)}
      ${offset === null ? nothing : html`<small>${offset}</small>`}
    </button>`;
  }

  private handleTimesKey(event: KeyboardEvent): void {
    const day = event.currentTarget as HTMLElement;
    const from = (event.target as HTMLElement).closest<HTMLElement>(".time");
    const times = [...day.querySelectorAll<HTMLElement>(".time")];
    const to = from && byArrow(event.key, times, from);
    if (to === null) return;
    event.preventDefault();
    to.focus();
  }

  private renderDay(day: Day, isHeading: boolean): TemplateResult {
    const text = isHeading ? dayText(day) : shortDayText(day);
    const slots = this.finder.slotsOn(day);
    const moments = slots.map(({ startsAt }) => startsAt);
    const twice = shownTwice(moments, this.finder.state.value.zone);
    const reached = moments.includes(this.reached) ? this.reached : moments[0];
    const times = (some: readonly Slot[]) =>
      html`<div class="times">
        ${some.map((slot) =>
          this.renderTime(slot, twice.has(slot.startsAt), slot.startsAt === reached),
        )}
      </div>`;
    const isMany = slots.length > MANY_TIMES;
    return html`<section
      class="day ${isMany ? "many" : ""}"
      aria-label=${dayText(day)}
      @keydown=${this.handleTimesKey}
    >
      <h3 tabindex="-1">${text}</h3>
      ${isMany ? this.renderParts(slots, times) : times(slots)}
    </section>`;
  }

  /** So many that one looks for the part of the day first. */
  private renderParts(
    slots: readonly Slot[],
    times: (some: readonly Slot[]) => TemplateResult,
  ): TemplateResult[] {
    const { zone } = this.finder.state.value;
    return PARTS.flatMap(([part, title]) => {
      const some = slots.filter(({ startsAt }) => dayPartOf(startsAt, zone) === part);
      return some.length === 0
        ? []
        : [
            html`<h4>${t(title)}</h4>
              ${times(some)}`,
          ];
    });
  }

  private renderList(): TemplateResult {
    const { month } = this.finder.state.value;
    const count = this.listed.month === month ? this.listed.days : DAYS_IN_LIST;
    const { freeDays } = this.finder;
    const more = () => void this.showMore({ month, days: count + DAYS_IN_LIST }, count);
    return html`<div class="list">
      ${freeDays.slice(0, count).map((day) => this.renderDay(day, true))}
      ${
        count < freeDays.length
          ? html`<button class="button" type="button" @click=${more}>${t("book.moreDays")}</button>`
          : nothing
      }
    </div>`;
  }

  /** Goes on reading at the first of the further days. */
  private async showMore(listed: { month: string; days: number }, known: number): Promise<void> {
    this.listed = listed;
    await this.updateComplete;
    this.renderRoot.querySelectorAll<HTMLElement>(".list h3")[known]?.focus();
  }

  private renderMonth(): TemplateResult {
    const { month, day, status } = this.finder.state.value;
    const counts = new Map(
      this.finder.freeDays.map((free) => [free, this.finder.slotsOn(free).length] as const),
    );
    return html`
      <ps-month-grid
        .month=${month}
        .day=${day ?? ""}
        .today=${this.today}
        .counts=${counts}
        ?busy=${status === "loading"}
        @ps-day=${({ detail }: CustomEvent<Day>) => void this.finder.showDay(detail)}
        @ps-month=${({ detail }: CustomEvent<string>) => void this.showMonth(detail)}
      ></ps-month-grid>
      <p class="hidden" role="status">${this.chosenText(day)}</p>
      <div class="chosen">
        ${day !== null && counts.has(day) ? this.renderDay(day, false) : nothing}
      </div>
    `;
  }

  /** What is read out of the day that was chosen: not all its times. */
  private chosenText(day: Day | null): string {
    const n = day === null ? 0 : this.finder.slotsOn(day).length;
    return day === null || n === 0 ? "" : `${dayText(day)}: ${t("book.times", { n })}`;
  }

  /** Only where slots may lie: the grid's keyboard knows no end. */
  private async showMonth(month: string): Promise<void> {
    const { span } = this.finder;
    if (span === null || month < monthOf(span.first) || month > monthOf(span.last)) return;
    await this.finder.showMonth(month);
  }

  private renderEmpty(): TemplateResult | typeof nothing {
    const { status, slots, next, zone } = this.finder.state.value;
    if (status === "loading") {
      return html`<p class="state muted" role="status">${t("book.looking")}</p>`;
    }
    if (status === "failed") {
      return html`<div class="state" role="alert">
        <p>${t("error.network")}</p>
        <button class="button" type="button" @click=${() => void this.finder.load()}>
          ${icon("reload")} ${t("app.tryAgain")}
        </button>
      </div>`;
    }
    if (slots.length > 0) return nothing;
    if (next === null) return html`<p class="state" role="status">${t("book.full")}</p>`;
    const day = dayIn(zone, new Date(next.startsAt));
    return html`<div class="state" role="status">
      <p>${t("book.emptyMonth")}</p>
      <button class="button primary" type="button" @click=${() => void this.finder.showDay(day)}>
        ${t("book.nextFree", { day: shortDayText(day) })}
      </button>
    </div>`;
  }

  private renderZones(): TemplateResult {
    const { zone, slots } = this.finder.state.value;
    const moments = [new Date(), ...slots.map(({ startsAt }) => new Date(startsAt))];
    const isElsewhere = !isSameClock(zone, this.page.timeZone, moments);
    const clock = this.clock === "h12" ? "h23" : "h12";
    return html`<div class="zones">
      <ps-zone-choice
        .zone=${zone}
        .clock=${this.clock}
        @ps-zone=${({ detail }: CustomEvent<string>) => void this.finder.chooseZone(detail)}
      ></ps-zone-choice>
      <button
        class="button quiet compact clock"
        type="button"
        @click=${() => emit(this, "ps-clock", clock)}
      >
        ${t(clock === "h12" ? "book.clock12" : "book.clock24")}
      </button>
      ${
        isElsewhere
          ? html`<p class="muted small">
              ${t("book.shopZone", {
                city: zoneNameOf(this.page.timeZone).city,
                time: timeText(new Date().toISOString(), this.page.timeZone, this.clock),
              })}
            </p>`
          : nothing
      }
    </div>`;
  }

  protected override render(): TemplateResult {
    const { personalShopper, slots } = this.finder.state.value;
    return html`
      ${
        this.page.personalShoppers.length > 1
          ? html`<ps-person-choice
              .people=${this.page.personalShoppers}
              .chosen=${personalShopper}
              .anyoneText=${this.anyoneText}
              @ps-person=${({ detail }: CustomEvent<string | null>) =>
                void this.finder.choosePersonalShopper(detail)}
            ></ps-person-choice>`
          : nothing
      }
      <div class="agenda">
        ${this.renderMonthBar()}
        <div class="slots ${this.isList ? "as-list" : ""}">
          ${this.isList ? this.renderList() : this.renderMonth()}
          ${slots.length === 0 ? this.renderEmpty() : nothing}
        </div>
        ${this.renderZones()}
      </div>
    `;
  }
}
