import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { emit } from "../../internal/emit";
import type { WayOn } from "../../internal/flow-state";
import { formatMoment, formatRemaining, zoneName } from "../../internal/format";
import { t } from "../../internal/i18n";
import { icon } from "../../internal/icons";
import { NOTICES, WAYS_ON, type NoticeKind } from "../../internal/notices";
import { safeUrl } from "../../internal/safe-url";
import { base, buttons } from "../../themes/controls";
import { sheet } from "../../themes/sheet.styles";

declare global {
  interface HTMLElementEventMap {
    "ps-again": CustomEvent<undefined>;
    "ps-anew": CustomEvent<undefined>;
  }
}

/**
 * How things stand with a link or a call, and a way on.
 *
 * @event ps-again - look again
 * @event ps-anew - ask for another call, or leave a message
 */
@customElement("ps-notice")
export class PsNotice extends LitElement {
  static override readonly styles = [
    base,
    buttons,
    sheet,
    css`
      .countdown {
        display: inline-flex;
        align-items: center;
        gap: 8px;
        justify-self: start;
        padding: 8px 14px;
        border-radius: 20px;
        background: var(--accent-soft);
        color: var(--accent-text);
        font-weight: 580;
        font-variant-numeric: tabular-nums;
      }
    `,
  ];

  @property() kind: NoticeKind = "unknown";
  /** Words of the server, instead of our own. */
  @property() text = "";
  /** Why the call ended, in the words of whoever ended it. */
  @property() note = "";
  @property() startsAt = "";
  @property() calendarUrl = "";
  /** Where the call is moved or cancelled; for whoever booked it here. */
  @property() manageUrl = "";
  /** How many people the call has room for; 0 when not told. */
  @property({ type: Number }) limit = 0;
  @property({ attribute: false }) wayOn: WayOn | null = null;
  @property() wayOutUrl = "";
  @property() wayOutText = "";

  @state() private now = Date.now();
  private ticker: ReturnType<typeof setInterval> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.ticker = setInterval(() => (this.now = Date.now()), 1_000);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.ticker);
  }

  private renderTime(): TemplateResult | typeof nothing {
    if (this.kind !== "tooEarly" || this.startsAt === "") return nothing;
    const seconds = (Date.parse(this.startsAt) - this.now) / 1_000;
    const calendar = safeUrl(this.calendarUrl);
    const manage = safeUrl(this.manageUrl);
    return html`
      <p class="countdown" role="timer">
        ${icon("clock")} ${t("notice.countdown", { time: formatRemaining(seconds) })}
      </p>
      ${
        calendar === null
          ? nothing
          : html`<a class="button primary wide" href=${calendar} download>
              ${icon("calendar")} ${t("notice.calendar")}
            </a>`
      }
      ${
        manage === null
          ? nothing
          : html`<a class="button wide" href=${manage}>${t("notice.manage")}</a>`
      }
    `;
  }

  private get heading(): string {
    const { title } = NOTICES[this.kind];
    return this.kind === "tooEarly" ? t(title, { when: formatMoment(this.startsAt) }) : t(title);
  }

  private get lead(): string {
    if (this.text !== "") return this.text;
    if (this.kind === "full" && this.limit > 0) return t("notice.fullLimit", { n: this.limit });
    const { text } = NOTICES[this.kind];
    if (text === null) return "";
    return t(text, { zone: this.startsAt === "" ? "" : zoneName(new Date(this.startsAt)) });
  }

  private renderActions(): TemplateResult | typeof nothing {
    const { again } = NOTICES[this.kind];
    const wayOut = safeUrl(this.wayOutUrl);
    if (again === null && wayOut === null && this.wayOn === null) return nothing;
    return html`
      <div class="actions">
        ${again === null ? nothing : this.renderAction(t(again), "ps-again")}
        ${this.wayOn === null ? nothing : this.renderAction(t(WAYS_ON[this.wayOn]), "ps-anew")}
        ${
          wayOut === null
            ? nothing
            : html`<a class="button wide" href=${wayOut}>${this.wayOutText}</a>`
        }
      </div>
    `;
  }

  private renderAction(text: string, event: "ps-again" | "ps-anew"): TemplateResult {
    return html`<button class="button primary wide" @click=${() => emit(this, event)}>
      ${text}
    </button>`;
  }

  protected override render(): TemplateResult {
    return html`
      <main class="page">
        <section class="card">
          <header>
            <span class="badge">${icon(NOTICES[this.kind].icon)}</span>
            <h1>${this.heading}</h1>
            ${this.lead === "" ? nothing : html`<p class="lead">${this.lead}</p>`}
          </header>
          ${this.note === "" ? nothing : html`<p class="note">${this.note}</p>`}
          ${this.renderTime()} ${this.renderActions()}
        </section>
      </main>
    `;
  }
}
