import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, query } from "lit/decorators.js";
import type { ConsentMatter } from "../../api/entry";
import { t } from "../../internal/i18n";
import { icon } from "../../internal/icons";
import { safeUrl } from "../../internal/safe-url";
import { base, fields } from "../../themes/controls";

/**
 * What one agrees to before a call (LB-06): the shop's text with its links, one box for the call
 * and a separate one for recording. None is ticked beforehand.
 */
@customElement("ps-consent-fields")
export class PsConsentFields extends LitElement {
  static override readonly styles = [
    base,
    fields,
    css`
      :host {
        display: grid;
        gap: 14px;
      }
      .text {
        max-height: 132px;
        overflow-y: auto;
        padding: 12px 14px;
        border-radius: var(--radius);
        background: var(--sunken);
        color: var(--muted);
        font-size: 13px;
        white-space: pre-line;
        overflow-wrap: anywhere;
      }
      .links {
        display: flex;
        flex-wrap: wrap;
        gap: 4px 18px;
        font-size: 13px;
      }
      .links a {
        padding: 4px 0;
      }
    `,
  ];

  @query("#consent") private readonly consentBox!: HTMLInputElement;
  @query("#recording") private readonly recordingBox!: HTMLInputElement;

  @property({ attribute: false }) matter: ConsentMatter | null = null;
  @property({ type: Boolean }) missing = false;
  /** Recording is asked for later, when the call is entered. */
  @property({ type: Boolean }) callOnly = false;

  get agreed(): boolean {
    return this.consentBox.checked;
  }

  get recordingAgreed(): boolean {
    return this.recordingBox.checked;
  }

  override focus(): void {
    this.consentBox.focus();
  }

  /** He agrees to the words that he has read: to others, as in another language, he does anew. */
  protected override updated(changed: PropertyValues<this>): void {
    const before = changed.get("matter")?.consentText?.text;
    if (before !== undefined && before !== this.matter?.consentText?.text)
      this.consentBox.checked = false;
  }

  private renderLinks(): TemplateResult | typeof nothing {
    const privacy = safeUrl(this.matter?.privacyPolicyUrl);
    const terms = safeUrl(this.matter?.termsUrl);
    if (privacy === null && terms === null) return nothing;
    return html`<p class="links">
      ${privacy === null ? nothing : outwards(privacy, t("request.privacy"))}
      ${terms === null ? nothing : outwards(terms, t("request.terms"))}
    </p>`;
  }

  private renderFault(): TemplateResult | typeof nothing {
    if (!this.missing) return nothing;
    return html`<p class="fault" id="fault" role="alert">
      ${icon("warning")} ${t("request.consentMissing")}
    </p>`;
  }

  protected override render(): TemplateResult {
    const text = this.matter?.consentText?.text;
    return html`
      ${
        text
          ? html`<p
              class="text"
              tabindex="0"
              role="region"
              aria-label=${t("request.consentLead")}
              .textContent=${text}
            ></p>`
          : nothing
      }
      ${this.renderLinks()}
      <label class="tick">
        <input
          id="consent"
          type="checkbox"
          required
          aria-invalid=${this.missing}
          aria-describedby=${this.missing ? "fault" : nothing}
          @change=${() => (this.missing = false)}
        />
        <span>${t("request.agree")}</span>
      </label>
      ${this.renderFault()} ${this.callOnly ? nothing : this.renderRecording()}
    `;
  }

  private renderRecording(): TemplateResult {
    return html`<label class="tick">
      <input id="recording" type="checkbox" aria-describedby="recording-hint" />
      <span>${t("request.recording")} <span class="hint">(${t("app.optional")})</span></span>
      <span class="hint" id="recording-hint">${t("request.recordingHint")}</span>
    </label>`;
  }
}

function outwards(address: string, text: string): TemplateResult {
  return html`<a href=${address} target="_blank" rel="noopener noreferrer"
    >${text}<span class="hidden"> (${t("app.newWindow")})</span></a
  >`;
}
