import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { t } from "../../internal/i18n";
import { icon } from "../../internal/icons";
import { base, buttons, fields } from "../../themes/controls";

/** A button that copies an address; where the browser does not let it, the address to copy. */
@customElement("ps-copy-link")
export class PsCopyLink extends LitElement {
  static override readonly styles = [
    base,
    buttons,
    fields,
    css`
      :host {
        display: grid;
      }
    `,
  ];

  @query("input") private readonly field!: HTMLInputElement | null;

  @property() address = "";
  @property({ type: Boolean }) primary = false;

  @state() private outcome: "none" | "copied" | "failed" = "none";

  private async copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(this.address);
      this.outcome = "copied";
    } catch {
      this.outcome = "failed";
      await this.updateComplete;
      this.field?.focus();
      this.field?.select();
    }
  }

  protected override render(): TemplateResult {
    if (this.outcome === "failed") {
      return html`<div class="field">
        <label for="link">${t("browser.copyByHand")}</label>
        <input id="link" type="text" readonly .value=${this.address} />
      </div>`;
    }
    const isCopied = this.outcome === "copied";
    return html`
      <button
        class="button wide ${this.primary ? "primary" : ""}"
        type="button"
        @click=${() => void this.copy()}
      >
        ${icon(isCopied ? "check" : "copy")} ${t(isCopied ? "browser.copied" : "browser.copy")}
      </button>
      <span class="hidden" role="status">${isCopied ? t("browser.copied") : nothing}</span>
    `;
  }
}
