import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import type { RoomApi } from "../../api/room-api";
import { emit } from "../../internal/emit";
import { errorText } from "../../internal/error-text";
import { t } from "../../internal/i18n";
import { icon } from "../../internal/call-icons";
import { safeUrl } from "../../internal/safe-url";
import { toast } from "../../internal/toast";
import { downloadTranscript, type Transcript } from "../../internal/transcript";
import { base, buttons, fields } from "../../themes/controls";
import { sheet } from "../../themes/sheet.styles";

const SCORES = Array.from({ length: 11 }, (_, score) => score);

/**
 * After the call: thanks, the survey for the customer (0 to 10, skippable, CL-24), a way on. Whoever
 * left may come back until the call is over; what he answered or wrote stays when that happens.
 *
 * @event ps-again - join the call again
 * @event ps-close-frame - inside a shop's page
 * @event ps-checkout - the customer goes to the checkout
 */
@customElement("ps-farewell")
export class PsFarewell extends LitElement {
  static override readonly styles = [
    base,
    buttons,
    fields,
    sheet,
    css`
      form,
      fieldset {
        display: grid;
        gap: 16px;
      }
      fieldset {
        gap: 10px;
        margin: 0;
        padding: 0;
        border: 0;
      }
      legend {
        margin-bottom: 10px;
        padding: 0;
        font-size: 15px;
        font-weight: 600;
      }
      .scores {
        display: grid;
        grid-template-columns: repeat(11, 1fr);
        gap: 4px;
      }
      .scores label {
        position: relative;
        display: grid;
        place-items: center;
        min-height: 40px;
        border: 1px solid var(--line-strong);
        border-radius: var(--radius-s);
        font-size: 14px;
        font-variant-numeric: tabular-nums;
        cursor: pointer;
      }
      .scores label:hover {
        background: var(--sunken);
      }
      .scores input {
        position: absolute;
        inset: 0;
        margin: 0;
        opacity: 0;
        cursor: pointer;
      }
      .scores label:has(:checked) {
        border-color: var(--accent);
        background: var(--accent);
        color: var(--on-accent);
      }
      .scores label:has(:focus-visible) {
        outline: 2px solid var(--focus);
        outline-offset: 2px;
      }
      .ends {
        display: flex;
        justify-content: space-between;
        color: var(--muted);
        font-size: 13px;
      }
      .order {
        display: flex;
        gap: 10px;
        padding: 12px 14px;
        border-radius: var(--radius);
        background: var(--success-soft);
        color: var(--success);
        font-weight: 560;
      }
      .cart {
        display: flex;
        align-items: center;
        gap: 10px;
        margin-bottom: -8px;
        font-weight: 560;
      }
      h1:focus {
        outline: none;
      }
      @media (max-width: 400px) {
        .scores {
          grid-template-columns: repeat(6, 1fr);
        }
      }
    `,
  ];

  @query("h1") private readonly heading!: HTMLElement;
  @query(".rejoin") private readonly rejoin!: HTMLElement | null;

  @property() name = "";
  /** Why the call ended, in the words of whoever ended it. */
  @property() note = "";
  @property({ attribute: false }) api: RoomApi | null = null;
  @property({ type: Boolean }) asksSurvey = false;
  /** The participant left; the call may still go on. */
  @property({ type: Boolean }) canRejoin = false;
  @property({ type: Boolean }) framed = false;
  @property({ attribute: false }) orders: readonly string[] = [];
  /** There is something in the cart that this participant may buy. */
  @property({ type: Boolean }) hasCart = false;
  /** Where something was written. */
  @property({ attribute: false }) transcript: Transcript | null = null;
  @property() wayOutUrl = "";
  @property() wayOutText = "";

  @state() private answer: "open" | "sending" | "sent" | "skipped" = "open";
  @state() private score: number | null = null;
  @state() private fault = "";
  private comment = "";
  private losesFocus = false;

  protected override willUpdate(changed: PropertyValues<this>): void {
    const hasFocus = this.rejoin !== null && this.rejoin === this.shadowRoot?.activeElement;
    this.losesFocus = changed.has("canRejoin") && !this.canRejoin && hasFocus;
  }

  /** Whoever was about to join again goes on from the top, by keyboard too. */
  protected override updated(): void {
    if (this.losesFocus) this.heading.focus();
  }

  private async handleSubmit(event: Event): Promise<void> {
    event.preventDefault();
    if (this.answer === "sending" || this.api === null) return;
    if (this.score === null) {
      this.fault = t("survey.scoreMissing");
      return;
    }
    this.answer = "sending";
    try {
      await this.api.answerSurvey(this.score, this.comment.trim());
      this.answer = "sent";
    } catch (error) {
      this.answer = "open";
      this.fault = errorText(error);
    }
  }

  private handleScore(score: number): void {
    this.score = score;
    this.fault = "";
  }

  private renderScores(): TemplateResult {
    return html`
      <fieldset>
        <legend>${t("survey.question")}</legend>
        <div class="scores">
          ${SCORES.map(
            (score) => html`
              <label>
                <input
                  type="radio"
                  name="score"
                  value=${score}
                  aria-label=${t("survey.score", { n: score })}
                  @change=${() => this.handleScore(score)}
                />
                <span aria-hidden="true">${score}</span>
              </label>
            `,
          )}
        </div>
        <p class="ends">
          <span>0 · ${t("survey.lowest")}</span><span>${t("survey.highest")} · 10</span>
        </p>
      </fieldset>
    `;
  }

  private renderSurvey(): TemplateResult | typeof nothing {
    if (!this.asksSurvey || this.answer === "skipped") return nothing;
    if (this.answer === "sent") return html`<p role="status">${t("survey.thanks")}</p>`;
    return html`
      <form novalidate @submit=${this.handleSubmit}>
        ${this.renderScores()}
        <div class="field">
          <label for="comment">
            ${t("survey.comment")} <span class="hint">(${t("app.optional")})</span>
          </label>
          <textarea
            id="comment"
            rows="3"
            maxlength="2000"
            @input=${(event: Event) => (this.comment = (event.target as HTMLTextAreaElement).value)}
          ></textarea>
        </div>
        ${this.fault ? html`<p class="fault" role="alert">${icon("warning")} ${this.fault}</p>` : nothing}
        <div class="actions">
          <button class="button primary wide" aria-disabled=${this.answer === "sending"}>
            ${t("survey.send")}
          </button>
          <button class="button quiet wide" type="button" @click=${() => (this.answer = "skipped")}>
            ${t("survey.skip")}
          </button>
        </div>
      </form>
    `;
  }

  private get isAnswering(): boolean {
    return this.asksSurvey && (this.answer === "open" || this.answer === "sending");
  }

  /** Stands before the survey: whoever left by mistake wants back at once. */
  private renderRejoin(): TemplateResult | typeof nothing {
    if (!this.canRejoin) return nothing;
    const weight = this.isAnswering ? "" : "primary";
    return html`
      <div class="actions">
        <button
          class="button rejoin ${weight} wide"
          type="button"
          @click=${() => emit(this, "ps-again")}
        >
          ${icon("camera")} ${t("farewell.rejoin")}
        </button>
      </div>
    `;
  }

  private renderCart(): TemplateResult | typeof nothing {
    if (!this.hasCart) return nothing;
    return html`
      <p class="cart">${icon("cart")} <span>${t("farewell.cart")}</span></p>
      <button class="button wide" type="button" @click=${() => emit(this, "ps-checkout")}>
        ${t("cart.checkout")}
      </button>
    `;
  }

  private async handleTranscript(transcript: Transcript): Promise<void> {
    try {
      await downloadTranscript(transcript);
    } catch (error) {
      toast(this, errorText(error), "warning");
    }
  }

  private renderTranscript(): TemplateResult | typeof nothing {
    const { transcript } = this;
    if (transcript === null) return nothing;
    return html`<button
      class="button quiet wide"
      type="button"
      @click=${() => void this.handleTranscript(transcript)}
    >
      ${icon("download")} ${t("farewell.transcript")}
    </button>`;
  }

  private renderWaysOn(): TemplateResult | typeof nothing {
    if (this.isAnswering) return nothing;
    const wayOut = this.framed ? null : safeUrl(this.wayOutUrl);
    return html`
      <div class="actions">
        ${
          this.framed
            ? html`<button class="button wide" @click=${() => emit(this, "ps-close-frame")}>
                ${t("app.backToShop")}
              </button>`
            : nothing
        }
        ${wayOut === null ? nothing : html`<a class="button wide" href=${wayOut}>${this.wayOutText}</a>`}
      </div>
    `;
  }

  protected override render(): TemplateResult {
    const { name, orders } = this;
    return html`
      <main class="page">
        <section class="card">
          <header>
            <h1 tabindex="-1">
              ${name === "" ? t("farewell.titleAnyone") : t("farewell.title", { name })}
            </h1>
            <p class="lead" role="status">
              ${t(this.canRejoin ? "farewell.left" : "farewell.text")}
            </p>
          </header>
          ${this.note === "" ? nothing : html`<p class="note">${this.note}</p>`}
          ${
            orders.length === 0
              ? nothing
              : html`<p class="order">
                  ${icon("check")}
                  ${t("farewell.orders", { n: orders.length, list: orders.join(", ") })}
                </p>`
          }
          ${this.renderRejoin()} ${this.renderCart()} ${this.renderSurvey()} ${this.renderWaysOn()}
          ${this.renderTranscript()}
        </section>
      </main>
    `;
  }
}
