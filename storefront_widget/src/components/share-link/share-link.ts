import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import type { RoomState } from "../../call/room-state";
import { copyFrom } from "../../internal/copy";
import { t } from "../../internal/i18n";
import { icon } from "../../internal/call-icons";
import { placesText } from "../../internal/places-text";
import { base, buttons } from "../../themes/controls";

/** The guest link in every way it can be handed on: to copy, to scan, to share (CL-06, CL-07). */
@customElement("ps-share-link")
export class PsShareLink extends LitElement {
  static override readonly styles = [
    base,
    buttons,
    css`
      :host {
        display: grid;
        gap: 16px;
      }
      figure {
        display: grid;
        justify-items: center;
        gap: 8px;
        margin: 0;
        color: var(--muted);
        font-size: 13px;
      }
      img {
        width: 184px;
        height: 184px;
        border: 1px solid var(--line);
        border-radius: var(--radius);
        background: #fff;
      }
      .line {
        display: flex;
        gap: 8px;
        margin-top: 6px;
      }
      input {
        flex: 1;
        min-width: 0;
        padding: 10px 12px;
        border: 1px solid var(--line-strong);
        border-radius: var(--radius);
        background: var(--sunken);
        color: var(--text);
        font: 14px var(--font);
        text-overflow: ellipsis;
      }
      .said:empty {
        display: none;
      }
      .said {
        color: var(--muted);
        font-size: 13px;
      }
    `,
  ];

  @query("input") private readonly field!: HTMLInputElement;

  @property({ attribute: false }) room!: RoomState;

  @state() private said = "";

  private async handleCopy(): Promise<void> {
    const isCopied = await copyFrom(this.field);
    this.said = t(isCopied ? "tools.linkCopied" : "invite.copyYourself");
  }

  private async handleShare(): Promise<void> {
    // Closed without sending it, which is nobody's fault.
    await navigator.share({ url: this.room.guestUrl ?? "" }).catch(() => undefined);
  }

  private renderShare(): TemplateResult | typeof nothing {
    if (!("share" in navigator)) return nothing;
    return html`<button class="button wide" type="button" @click=${this.handleShare}>
      ${icon("share")} ${t("invite.share")}
    </button>`;
  }

  protected override render(): TemplateResult {
    const url = this.room.guestUrl ?? "";
    return html`
      <p>${t("invite.text")} ${placesText(this.room)}</p>
      <figure>
        <img src=${`${url}/qr.svg`} alt=${t("invite.qr")} width="184" height="184" />
        <figcaption>${t("invite.scan")}</figcaption>
      </figure>
      <div>
        <label for="link">${t("invite.link")}</label>
        <div class="line">
          <input id="link" readonly .value=${url} @focus=${() => this.field.select()} />
          <button class="button primary" type="button" @click=${this.handleCopy}>
            ${icon("copy")} ${t("invite.copy")}
          </button>
        </div>
      </div>
      <p class="said" role="status">${this.said}</p>
      ${this.renderShare()}
    `;
  }
}
