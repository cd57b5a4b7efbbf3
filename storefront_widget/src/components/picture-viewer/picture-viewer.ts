import { css, html, LitElement, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import type { FileLinks } from "../../call/file-links";
import type { ChatFile } from "../../call/types";
import { emit } from "../../internal/emit";
import { errorText } from "../../internal/error-text";
import { t } from "../../internal/i18n";
import { icon } from "../../internal/call-icons";
import { base, buttons } from "../../themes/controls";

declare global {
  interface HTMLElementEventMap {
    "ps-download": CustomEvent<undefined>;
  }
}

/**
 * A picture of the chat, as large as the page. It is open as long as it is in the page.
 *
 * @event ps-close - by Escape, by the cross or by a click beside the picture
 * @event ps-download
 */
@customElement("ps-picture-viewer")
export class PsPictureViewer extends LitElement {
  static override readonly styles = [
    base,
    buttons,
    css`
      dialog {
        display: grid;
        grid-template-rows: auto minmax(0, 1fr);
        width: 100%;
        max-width: none;
        height: 100%;
        max-height: none;
        padding: 0;
        border: 0;
        background: rgb(8 11 16 / 0.92);
        color: #fff;
      }
      .head {
        display: flex;
        align-items: center;
        gap: 8px;
        padding: 8px max(8px, env(safe-area-inset-right)) 8px 16px;
      }
      h2 {
        flex: 1;
        min-width: 0;
        overflow: hidden;
        font-size: 15px;
        text-overflow: ellipsis;
        white-space: nowrap;
        unicode-bidi: plaintext;
      }
      .round {
        width: 44px;
        height: 44px;
        color: inherit;
      }
      .round:hover {
        background: rgb(255 255 255 / 0.16);
        color: inherit;
      }
      .stage {
        display: grid;
        grid-template: minmax(0, 1fr) / minmax(0, 1fr);
        place-items: center;
        padding: 0 8px max(8px, env(safe-area-inset-bottom));
      }
      img {
        max-width: 100%;
        max-height: 100%;
        object-fit: contain;
        border-radius: var(--radius-s);
      }
    `,
  ];

  @query("dialog") private readonly dialog!: HTMLDialogElement;

  @property({ attribute: false }) file!: ChatFile;
  @property({ attribute: false }) links!: FileLinks;

  @state() private url = "";
  @state() private fault = "";

  protected override firstUpdated(): void {
    this.dialog.showModal();
    this.links.of(this.file).then(
      ({ url }) => (this.url = url),
      (error: unknown) => (this.fault = errorText(error)),
    );
  }

  private close(): void {
    // So that the focus goes back to where it came from.
    this.dialog.close();
    emit(this, "ps-close");
  }

  private handleCancel(event: Event): void {
    event.preventDefault();
    this.close();
  }

  /** Escape closes the picture, and not what lies behind it as well. */
  private handleKey(event: KeyboardEvent): void {
    if (event.key === "Escape") event.stopPropagation();
  }

  private handleClick(event: MouseEvent): void {
    if ((event.target as Element).matches(".stage, dialog")) this.close();
  }

  private renderPicture(): TemplateResult {
    if (this.fault !== "") return html`<p role="alert">${this.fault}</p>`;
    if (this.url === "") return html`<p role="status">${t("app.loading")}</p>`;
    const { name } = this.file;
    return html`<img
      src=${this.url}
      alt=${name}
      @error=${() => (this.fault = t("files.unseen"))}
    />`;
  }

  protected override render(): TemplateResult {
    return html`
      <dialog
        aria-labelledby="name"
        @cancel=${this.handleCancel}
        @click=${this.handleClick}
        @keydown=${this.handleKey}
      >
        <div class="head">
          <h2 id="name" .textContent=${this.file.name}></h2>
          <button
            class="round"
            type="button"
            aria-label=${t("files.download", { file: this.file.name })}
            @click=${() => emit(this, "ps-download")}
          >
            ${icon("download")}
          </button>
          <button class="round" type="button" aria-label=${t("app.close")} @click=${this.close}>
            ${icon("close")}
          </button>
        </div>
        <div class="stage">${this.renderPicture()}</div>
      </dialog>
    `;
  }
}
