import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import type { CallPage } from "../../api/entry";
import { emit } from "../../internal/emit";
import { looksLikeEmail } from "../../internal/form-checks";
import { t } from "../../internal/i18n";
import { icon } from "../../internal/icons";
import { safeUrl } from "../../internal/safe-url";
import { base, buttons, fields } from "../../themes/controls";
import { twoHalves } from "../../themes/lobby.styles";
import type { PsConsentFields } from "../consent-fields/consent-fields";
import "../consent-fields/consent-fields";
import { textField } from "../text-field/text-field";

export interface RequestAnswer {
  readonly name: string;
  readonly email: string;
  readonly recordingConsent: boolean;
}

declare global {
  interface HTMLElementEventMap {
    "ps-request": CustomEvent<RequestAnswer>;
    "ps-message-instead": CustomEvent<undefined>;
  }
}

/**
 * The page before an event exists: who is free, consent, name, then a request (SF-10).
 *
 * @event ps-request - the customer asks for a call and agreed to it
 * @event ps-message-instead
 */
@customElement("ps-request-form")
export class PsRequestForm extends LitElement {
  static override readonly styles = [
    base,
    buttons,
    fields,
    twoHalves,
    css`
      .intro {
        display: grid;
        gap: 18px;
        align-content: center;
      }
      .intro h1 {
        font-size: clamp(24px, 3.4vw, 38px);
        line-height: 1.12;
      }
      form {
        display: grid;
        gap: 16px;
        padding: 28px;
        border: 1px solid var(--line);
        border-radius: var(--radius-l);
        background: var(--surface);
        box-shadow: var(--shadow-2);
      }
      .presence {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 4px 12px;
        font-size: 13px;
        font-weight: 560;
      }
      .dot {
        width: 9px;
        height: 9px;
        margin: 0 -2px 0 4px;
        border-radius: 50%;
        background: var(--warning);
      }
      .presence.free .dot {
        background: var(--success);
        box-shadow: 0 0 0 4px var(--success-soft);
      }
      .about {
        display: flex;
        align-items: center;
        gap: 14px;
        justify-self: start;
        padding: 10px 18px 10px 10px;
        border: 1px solid var(--line);
        border-radius: var(--radius-l);
        background: var(--surface);
        font-weight: 560;
      }
      .about img {
        width: 64px;
        height: 64px;
        border-radius: var(--radius);
        object-fit: cover;
        background: var(--sunken);
      }
      @media (max-width: 820px) {
        .intro {
          gap: 12px;
          padding: 8px 4px 0;
        }
        form {
          padding: 20px 18px 0;
        }
        .actions {
          position: sticky;
          bottom: 0;
          margin: 0 -18px;
          padding: 12px 18px max(12px, env(safe-area-inset-bottom));
          border-top: 1px solid var(--line);
          border-radius: 0 0 var(--radius-l) var(--radius-l);
          background: var(--surface);
        }
        .actions .quiet {
          min-height: 32px;
          padding-block: 2px;
        }
      }
    `,
  ];

  @query("ps-consent-fields") private readonly consent!: PsConsentFields;

  @property({ attribute: false }) page!: CallPage;
  @property() name = "";
  @property() email = "";
  /** While the request is under way. */
  @property({ type: Boolean }) busy = false;
  /** What the server had against it. */
  @property() fault = "";
  /** The shop's sign-in counted no more. */
  @property({ type: Boolean }) signedOut = false;

  @state() private faults: { name?: string; email?: string } = {};
  @state() private consentMissing = false;

  private handleSubmit(event: Event): void {
    event.preventDefault();
    if (this.busy || !this.check()) return;
    emit(this, "ps-request", {
      name: this.name.trim(),
      email: this.email.trim(),
      recordingConsent: this.consent.recordingAgreed,
    });
  }

  private check(): boolean {
    const faults: typeof this.faults = {};
    if (this.name.trim() === "") faults.name = t("request.nameMissing");
    if (this.email.trim() !== "" && !looksLikeEmail(this.email))
      faults.email = t("request.emailInvalid");
    this.faults = faults;
    this.consentMissing = !this.consent.agreed;
    const [first] = Object.keys(faults);
    if (first !== undefined) this.renderRoot.querySelector<HTMLElement>(`#${first}`)?.focus();
    else if (this.consentMissing) this.consent.focus();
    return first === undefined && !this.consentMissing;
  }

  private renderPresence(): TemplateResult {
    const { personalShoppers, waiting } = this.page.presence;
    const isFree = personalShoppers > 0;
    return html`
      <p class="presence ${isFree ? "free" : ""}">
        <span class="dot"></span>
        ${isFree ? t("request.available", { n: personalShoppers }) : t("request.busy")}
        ${
          waiting > 0
            ? html`<span class="muted">${t("request.waiting", { n: waiting })}</span>`
            : nothing
        }
      </p>
    `;
  }

  private renderProduct(): TemplateResult | typeof nothing {
    const { product } = this.page;
    if (product === null) return nothing;
    const picture = safeUrl(product.thumbnailUrl);
    return html`<p class="about">
      ${picture === null ? nothing : html`<img src=${picture} alt="" />`}
      <span>${t("request.about", { product: product.name })}</span>
    </p>`;
  }

  private renderCustomer(): TemplateResult | typeof nothing {
    const { customer } = this.page;
    if (this.signedOut) return html`<p class="muted" role="status">${t("request.signedOut")}</p>`;
    if (customer === null) return nothing;
    return html`<p class="muted">${t("request.signedIn", { email: customer.email })}</p>`;
  }

  private renderFields(): TemplateResult {
    return html`
      ${textField({
        id: "name",
        type: "text",
        label: t("request.name"),
        value: this.name,
        autocomplete: "name",
        fault: this.faults.name,
        onInput: (value) => (this.name = value),
      })}
      ${textField({
        id: "email",
        type: "email",
        label: t("request.email"),
        value: this.email,
        autocomplete: "email",
        optional: true,
        hint: t("request.emailHint"),
        fault: this.faults.email,
        onInput: (value) => (this.email = value),
      })}
    `;
  }

  protected override render(): TemplateResult {
    return html`
      <main class="page">
        <div class="halves">
          <header class="intro">
            ${this.renderPresence()}
            <h1>${t("request.title")}</h1>
            <p class="lead">${t("request.lead")}</p>
            ${this.renderProduct()}
          </header>
          <form novalidate @submit=${this.handleSubmit}>
            ${this.renderCustomer()} ${this.renderFields()}
            <ps-consent-fields
              .matter=${this.page}
              ?missing=${this.consentMissing}
            ></ps-consent-fields>
            ${
              this.fault
                ? html`<p class="fault" role="alert">${icon("warning")} ${this.fault}</p>`
                : nothing
            }
            <div class="actions">
              <button class="button primary wide" aria-disabled=${this.busy}>
                ${icon("camera")} ${t("request.ask")}
              </button>
              <button
                class="button quiet wide"
                type="button"
                @click=${() => emit(this, "ps-message-instead")}
              >
                ${t("request.leaveMessage")}
              </button>
            </div>
          </form>
        </div>
      </main>
    `;
  }
}
