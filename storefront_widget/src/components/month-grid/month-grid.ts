import { css, html, LitElement, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import {
  addDays,
  addMonths,
  firstWeekday,
  monthOf,
  sameDateIn,
  weekday,
  weeksOf,
  type Day,
  type Month,
} from "../../booking/days";
import { dayText, monthText, weekdayText } from "../../booking/times";
import { emit } from "../../internal/emit";
import { currentLocale, t } from "../../internal/i18n";
import { base } from "../../themes/controls";

declare global {
  interface HTMLElementEventMap {
    "ps-day": CustomEvent<Day>;
    "ps-month": CustomEvent<Month>;
  }
}

/**
 * A month's days, of which those with slots can be chosen; the grid pattern of the ARIA practices.
 *
 * @event ps-day - a day with slots was chosen
 * @event ps-month - another month is wanted
 */
@customElement("ps-month-grid")
export class PsMonthGrid extends LitElement {
  static override readonly styles = [
    base,
    css`
      table {
        width: 100%;
        border-collapse: separate;
        border-spacing: 3px;
        table-layout: fixed;
      }
      th {
        padding: 6px 0;
        color: var(--muted);
        font-size: 12px;
        font-weight: 560;
        text-align: center;
      }
      td {
        padding: 0;
        text-align: center;
      }
      button {
        position: relative;
        width: 100%;
        max-width: 52px;
        aspect-ratio: 1;
        min-height: 42px;
        padding: 0;
        border: 0;
        border-radius: 50%;
        background: none;
        color: var(--muted);
        font: inherit;
        font-size: 15px;
        font-variant-numeric: tabular-nums;
        cursor: default;
        transition: background var(--quick);
        -webkit-tap-highlight-color: transparent;
      }
      button.free {
        background: var(--accent-soft);
        color: var(--accent-text);
        font-weight: 640;
        cursor: pointer;
      }
      button.free:hover {
        box-shadow: inset 0 0 0 1.5px var(--accent);
      }
      [aria-selected="true"] button {
        background: var(--accent);
        color: var(--on-accent);
      }
      .today::after {
        content: "";
        position: absolute;
        left: 50%;
        bottom: 6px;
        width: 4px;
        height: 4px;
        margin-left: -2px;
        border-radius: 50%;
        background: currentColor;
      }
      :host([busy]) table {
        opacity: 0.55;
      }
    `,
  ];

  @property() month: Month = "";
  @property() day: Day = "";
  @property() today: Day = "";
  /** How many slots each day has. */
  @property({ attribute: false }) counts: ReadonlyMap<Day, number> = new Map();
  @property({ type: Boolean, reflect: true }) busy = false;

  /** Where the keyboard is. */
  @state() private cursor: Day = "";
  /** Where it goes when the month that was wanted is there. */
  private wanted: Day = "";
  private takesFocus = false;

  protected override willUpdate(changed: PropertyValues<this>): void {
    // Whoever goes over the days stays where he is when another one is chosen for him.
    if (changed.has("day") && this.day !== "" && !this.hasFocus) this.cursor = this.day;
    if (monthOf(this.cursor) === this.month) return;
    if (monthOf(this.wanted) === this.month) {
      this.takesFocus = true;
      this.cursor = this.wanted;
    } else this.cursor = [...this.counts.keys()][0] ?? `${this.month}-01`;
    this.wanted = "";
  }

  private get hasFocus(): boolean {
    return (this.shadowRoot?.activeElement ?? null) !== null;
  }

  protected override updated(): void {
    if (!this.takesFocus) return;
    this.takesFocus = false;
    this.renderRoot.querySelector<HTMLElement>('button[tabindex="0"]')?.focus();
  }

  private readonly handleKey = (event: KeyboardEvent): void => {
    const target = this.targetOf(event.key);
    if (target === null) return;
    event.preventDefault();
    if (monthOf(target) === this.month) {
      this.takesFocus = true;
      this.cursor = target;
    } else {
      this.wanted = target;
      emit(this, "ps-month", monthOf(target));
    }
  };

  private targetOf(key: string): Day | null {
    const { cursor } = this;
    const column = (weekday(cursor) - firstWeekday(currentLocale()) + 7) % 7;
    const steps: Record<string, number> = {
      ArrowLeft: -1,
      ArrowRight: 1,
      ArrowUp: -7,
      ArrowDown: 7,
      Home: -column,
      End: 6 - column,
    };
    const step = steps[key];
    if (step !== undefined) return addDays(cursor, step);
    if (key === "PageUp") return sameDateIn(addMonths(this.month, -1), cursor);
    if (key === "PageDown") return sameDateIn(addMonths(this.month, 1), cursor);
    return null;
  }

  private choose(day: Day): void {
    this.cursor = day;
    if (this.counts.has(day)) emit(this, "ps-day", day);
  }

  private renderDay(day: Day): TemplateResult {
    if (monthOf(day) !== this.month) return html`<td role="gridcell"></td>`;
    const count = this.counts.get(day) ?? 0;
    const label = `${dayText(day)}, ${count > 0 ? t("book.times", { n: count }) : t("book.noTimes")}`;
    return html`<td role="gridcell" aria-selected=${day === this.day}>
      <button
        type="button"
        class="${count > 0 ? "free" : ""} ${day === this.today ? "today" : ""}"
        tabindex=${day === this.cursor ? 0 : -1}
        aria-label=${label}
        aria-disabled=${count === 0}
        aria-current=${day === this.today ? "date" : "false"}
        @click=${() => this.choose(day)}
      >
        ${Number(day.slice(8))}
      </button>
    </td>`;
  }

  protected override render(): TemplateResult {
    const weeks = weeksOf(this.month, firstWeekday(currentLocale()));
    return html`<table
      role="grid"
      aria-label=${monthText(this.month)}
      aria-busy=${this.busy}
      @keydown=${this.handleKey}
    >
      <thead>
        <tr role="row">
          ${weeks[0]?.map(
            (day) =>
              html`<th role="columnheader" scope="col" abbr=${weekdayText(day, "long")}>
                ${weekdayText(day, "short")}
              </th>`,
          )}
        </tr>
      </thead>
      <tbody>
        ${weeks.map(
          (week) =>
            html`<tr role="row">
              ${week.map((day) => this.renderDay(day))}
            </tr>`,
        )}
      </tbody>
    </table>`;
  }
}
