import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { emit } from "../../internal/emit";
import { formatMoment, formatRemaining, zoneName } from "../../internal/format";
import { t } from "../../internal/i18n";
import { icon } from "../../internal/icons";
import { NOTICES, type NoticeKind } from "../../internal/notices";
import { safeUrl } from "../../internal/safe-url";
import { base, buttons } from "../../themes/controls";
import { sheet } from "../../themes/sheet.styles";

declare global {
  interface HTMLElementEventMap {
    "ps-again": CustomEvent<undefined>;
  }
}

/** An event may be entered a quarter of an hour before it starts; the page looks again then. */
const OPENS_BEFORE_MS = 15 * 60_000;
/** A longer wait would overflow a browser's timer; the page looks in between. */
const LONGEST_WAIT_MS = 6 * 3_600_000;

/**
 * How things stand with a link or a call, and a way on.
 *
 * @event ps-again - look again
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
  @property() startsAt = "";
  @property() calendarUrl = "";
  @property() wayOutUrl = "";
  @property() wayOutText = "";

  @state() private now = Date.now();
  private ticker: ReturnType<typeof setInterval> | undefined;
  private opener: ReturnType<typeof setTimeout> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.ticker = setInterval(() => (this.now = Date.now()), 1_000);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.ticker);
    clearTimeout(this.opener);
  }

  protected override firstUpdated(): void {
    if (this.kind !== "tooEarly" || this.startsAt === "") return;
    const opensIn = Date.parse(this.startsAt) - OPENS_BEFORE_MS - Date.now();
    const wait = Math.min(Math.max(opensIn, 1_000), LONGEST_WAIT_MS);
    this.opener = setTimeout(() => emit(this, "ps-again"), wait);
  }

  private renderTime(): TemplateResult | typeof nothing {
    if (this.kind !== "tooEarly" || this.startsAt === "") return nothing;
    const seconds = (Date.parse(this.startsAt) - this.now) / 1_000;
    const calendar = safeUrl(this.calendarUrl);
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
    `;
  }

  private get heading(): string {
    const { title } = NOTICES[this.kind];
    return this.kind === "tooEarly" ? t(title, { when: formatMoment(this.startsAt) }) : t(title);
  }

  private get lead(): string {
    if (this.text !== "") return this.text;
    const { text } = NOTICES[this.kind];
    if (text === null) return "";
    return t(text, { zone: this.startsAt === "" ? "" : zoneName(new Date(this.startsAt)) });
  }

  private renderActions(): TemplateResult | typeof nothing {
    const { again } = NOTICES[this.kind];
    const wayOut = safeUrl(this.wayOutUrl);
    if (again === null && wayOut === null) return nothing;
    return html`
      <div class="actions">
        ${
          again === null
            ? nothing
            : html`<button class="button primary wide" @click=${() => emit(this, "ps-again")}>
                ${t(again)}
              </button>`
        }
        ${
          wayOut === null
            ? nothing
            : html`<a class="button wide" href=${wayOut}>${this.wayOutText}</a>`
        }
      </div>
    `;
  }

  protected override render(): TemplateResult {
    return html`
      <main class="page">
        <section class="card" role="status">
          <header>
            <span class="badge">${icon(NOTICES[this.kind].icon)}</span>
            <h1>${this.heading}</h1>
            ${this.lead === "" ? nothing : html`<p class="lead">${this.lead}</p>`}
          </header>
          ${this.renderTime()} ${this.renderActions()}
        </section>
      </main>
    `;
  }
}
