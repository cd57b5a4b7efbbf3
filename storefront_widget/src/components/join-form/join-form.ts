import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import type { Link } from "../../api/entry";
import type { LocalMedia } from "../../call/local-media";
import type { MediaTrial } from "../../call/media-trial";
import { emit } from "../../internal/emit";
import { t } from "../../internal/i18n";
import { icon } from "../../internal/icons";
import { StoreController } from "../../internal/store-controller";
import { base, buttons, fields } from "../../themes/controls";
import { twoHalves } from "../../themes/lobby.styles";
import type { PsConsentFields } from "../consent-fields/consent-fields";
import "../consent-fields/consent-fields";
import "../device-check/device-check";
import { textField } from "../text-field/text-field";

export interface JoinAnswer {
  readonly name: string | null;
  readonly recordingConsent: boolean | null;
}

declare global {
  interface HTMLElementEventMap {
    "ps-join": CustomEvent<JoinAnswer>;
  }
}

/**
 * The page behind a link while one may come in, and the desk's way into a call: device check,
 * consent (not for staff) and the button.
 *
 * @event ps-join - with the name of a guest and his answer about recording
 */
@customElement("ps-join-form")
export class PsJoinForm extends LitElement {
  static override readonly styles = [
    base,
    buttons,
    fields,
    twoHalves,
    css`
      form {
        display: grid;
        gap: 18px;
      }
    `,
  ];

  @query("ps-consent-fields") private readonly consent!: PsConsentFields | null;

  /** Null at the desk. */
  @property({ attribute: false }) link: Link | null = null;
  /** Known at the desk. */
  @property() customerName = "";
  @property({ attribute: false }) local!: LocalMedia;
  @property({ attribute: false }) trial: MediaTrial | null = null;
  @property({ type: Boolean }) framed = false;
  @property({ type: Boolean }) busy = false;
  @property() fault = "";

  @state() private name = "";
  @state() private nameFault: string | undefined;
  @state() private consentMissing = false;
  protected readonly stores = new StoreController(this, () => [this.local.state]);

  private get asksName(): boolean {
    return this.link?.kind === "GUEST";
  }

  private handleSubmit(event: Event): void {
    event.preventDefault();
    if (this.busy || !this.check()) return;
    emit(this, "ps-join", {
      name: this.asksName ? this.name.trim() : null,
      recordingConsent: this.consent?.recordingAgreed ?? null,
    });
  }

  private check(): boolean {
    const isNameless = this.asksName && this.name.trim() === "";
    this.nameFault = isNameless ? t("request.nameMissing") : undefined;
    this.consentMissing = this.consent !== null && !this.consent.agreed;
    if (isNameless) this.renderRoot.querySelector<HTMLElement>("#name")?.focus();
    else if (this.consentMissing) this.consent?.focus();
    return !isNameless && !this.consentMissing;
  }

  private get deskHeading(): string {
    const name = this.customerName;
    return name === "" ? t("devices.title") : t("join.titleCustomer", { name });
  }

  private get heading(): string {
    if (this.link === null) return this.deskHeading;
    const { kind, personalShopperName, storeName } = this.link;
    // A guest's link may have gone anywhere, so it does not tell who the customer is.
    if (kind === "GUEST")
      return t("join.titleGuest", { name: personalShopperName ?? storeName ?? "" });
    if (personalShopperName === null) return t("join.titleCustomerAnyone");
    return t("join.titleCustomer", { name: personalShopperName });
  }

  private renderMatter(): TemplateResult | typeof nothing {
    if (this.link === null) return nothing;
    return html`
      ${
        this.asksName
          ? textField({
              id: "name",
              type: "text",
              label: t("request.name"),
              value: this.name,
              autocomplete: "name",
              fault: this.nameFault,
              onInput: (value) => (this.name = value),
            })
          : nothing
      }
      <ps-consent-fields .matter=${this.link} ?missing=${this.consentMissing}></ps-consent-fields>
    `;
  }

  private get enterText(): string {
    const { asking, microphoneOn, cameraOn } = this.local.state.value;
    if (this.busy) return t("join.working");
    return asking || microphoneOn || cameraOn ? t("join.enter") : t("join.enterWithout");
  }

  protected override render(): TemplateResult {
    return html`
      <main class="page">
        <div class="halves">
          <ps-device-check
            .local=${this.local}
            .trial=${this.trial}
            ?framed=${this.framed}
          ></ps-device-check>
          <section class="matter">
            <header>
              <h1>${this.heading}</h1>
              <p class="lead">
                ${this.link?.state === "LIVE" ? t("join.leadLive") : t("join.leadWaiting")}
              </p>
            </header>
            <form novalidate @submit=${this.handleSubmit}>
              ${this.renderMatter()}
              ${
                this.fault
                  ? html`<p class="fault" role="alert">${icon("warning")} ${this.fault}</p>`
                  : nothing
              }
              <div class="actions">
                <button class="button primary wide" aria-disabled=${this.busy}>
                  ${this.enterText}
                </button>
                <slot></slot>
              </div>
            </form>
          </section>
        </div>
      </main>
    `;
  }
}
