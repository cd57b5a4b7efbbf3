import { html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { intentUrl, type Browser } from "../../internal/browser";
import { emit } from "../../internal/emit";
import type { Hurdle } from "../../internal/hurdle";
import { t } from "../../internal/i18n";
import { icon } from "../../internal/icons";
import { base, buttons } from "../../themes/controls";
import { sheet } from "../../themes/sheet.styles";
import "../copy-link/copy-link";

declare global {
  interface HTMLElementEventMap {
    "ps-stay": CustomEvent<undefined>;
  }
}

/**
 * The way to a browser that can hold calls, from one that cannot or from an app's web view.
 *
 * @event ps-stay - the visitor goes on here all the same
 */
@customElement("ps-open-browser")
export class PsOpenBrowser extends LitElement {
  static override readonly styles = [base, buttons, sheet];

  @property({ attribute: false }) browser!: Browser;
  @property() hurdle: Hurdle = "webView";

  private get heading(): string {
    return t(this.hurdle === "noCalls" ? "notice.unsupported" : "browser.title");
  }

  private get lead(): string {
    const { webViewOf } = this.browser;
    if (webViewOf !== null && webViewOf !== "") return t("browser.app", { app: webViewOf });
    if (webViewOf === "") return t("browser.unnamedApp");
    return t(this.hurdle === "noCalls" ? "notice.unsupportedText" : "browser.noDevices");
  }

  private renderActions(): TemplateResult {
    const { platform, webViewOf } = this.browser;
    const canOpen = platform === "android" && webViewOf !== null;
    return html`
      <div class="actions">
        ${
          canOpen
            ? html`<a class="button primary wide" href=${intentUrl(location.href)} target="_top">
                ${icon("compass")} ${t("browser.open")}
              </a>`
            : nothing
        }
        <ps-copy-link .address=${location.href} ?primary=${!canOpen}></ps-copy-link>
        ${
          this.hurdle === "noCalls"
            ? nothing
            : html`<button
                class="button quiet wide"
                type="button"
                @click=${() => emit(this, "ps-stay")}
              >
                ${t("browser.stay")}
              </button>`
        }
      </div>
    `;
  }

  protected override render(): TemplateResult {
    return html`
      <main class="page">
        <section class="card">
          <header>
            <span class="badge">${icon("compass")}</span>
            <h1>${this.heading}</h1>
            <p class="lead">${this.lead}</p>
            ${
              this.browser.webViewOf === null
                ? nothing
                : html`<p class="lead">${t("browser.menu")}</p>`
            }
          </header>
          ${this.renderActions()}
        </section>
      </main>
    `;
  }
}
