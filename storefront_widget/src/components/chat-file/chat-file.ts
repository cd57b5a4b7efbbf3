import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import type { FileLinks } from "../../call/file-links";
import type { ChatFile } from "../../call/types";
import { download } from "../../internal/download";
import { errorText } from "../../internal/error-text";
import { formatSize } from "../../internal/format";
import { t } from "../../internal/i18n";
import { icon } from "../../internal/call-icons";
import { onReturn } from "../../internal/page-life";
import { toast } from "../../internal/toast";
import { base, buttons } from "../../themes/controls";
import "../picture-viewer/picture-viewer";

const MOST_HEIGHT = 240;

/** Of a picture that has not loaded yet, so that nothing moves when it has. */
function sizeOf({ width, height }: ChatFile): string {
  if (!width || !height) return "";
  const scale = Math.min(1, MOST_HEIGHT / height);
  return `width: ${width * scale}px; aspect-ratio: ${width} / ${height}`;
}

/** A file in the chat: a picture to be looked at, or a document to be downloaded (CL-12). */
@customElement("ps-chat-file")
export class PsChatFile extends LitElement {
  static override readonly styles = [
    base,
    buttons,
    css`
      :host {
        display: grid;
        max-width: 100%;
        overflow: hidden;
        border: 1px solid var(--line);
        border-radius: var(--radius);
        background: var(--surface);
      }
      .picture {
        display: block;
        padding: 0;
        border: 0;
        background: var(--sunken);
        cursor: zoom-in;
      }
      .picture:focus-visible {
        outline-offset: -2px;
      }
      img {
        display: block;
        width: auto;
        min-width: 120px;
        max-width: 100%;
        height: auto;
        min-height: 64px;
        max-height: ${MOST_HEIGHT}px;
        margin: auto;
        object-fit: contain;
      }
      .about {
        display: grid;
        grid-template-columns: auto 1fr auto;
        align-items: center;
        gap: 0 10px;
        padding: 6px 6px 6px 12px;
      }
      .about > .icon {
        color: var(--muted);
      }
      .name {
        display: grid;
        min-width: 0;
        font-size: 14px;
      }
      .name span:first-child {
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
        unicode-bidi: plaintext;
      }
    `,
  ];

  @query(".picture") private readonly picture!: HTMLElement | null;

  @property({ attribute: false }) file!: ChatFile;
  @property({ attribute: false }) links!: FileLinks;

  @state() private thumbnailUrl: string | null = null;
  @state() private isOpen = false;

  private stopReturns: (() => void) | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    this.stopReturns = onReturn(() => void this.loadThumbnail());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stopReturns?.();
  }

  protected override firstUpdated(): void {
    void this.loadThumbnail();
  }

  /** Asks again when the network is back; until then its name says what it is. */
  private async loadThumbnail(): Promise<void> {
    if (this.file.thumbnailUrl === null || this.thumbnailUrl !== null) return;
    const link = await this.links.of(this.file).catch(() => null);
    this.thumbnailUrl = link?.thumbnailUrl ?? null;
  }

  private async handleDownload(): Promise<void> {
    try {
      download((await this.links.of(this.file)).url);
    } catch (error) {
      toast(this, errorText(error), "warning");
    }
  }

  private async handleClose(event: Event): Promise<void> {
    // It closes the picture, not the chat.
    event.stopPropagation();
    this.isOpen = false;
    await this.updateComplete;
    this.picture?.focus();
  }

  private renderPicture(): TemplateResult | typeof nothing {
    const { name, thumbnailUrl } = this.file;
    if (thumbnailUrl === null) return nothing;
    return html`
      <button
        class="picture"
        type="button"
        aria-label=${t("files.open", { file: name })}
        @click=${() => (this.isOpen = true)}
      >
        <img alt="" .style=${sizeOf(this.file)} src=${this.thumbnailUrl ?? nothing} />
      </button>
    `;
  }

  protected override render(): TemplateResult {
    const { name, size } = this.file;
    return html`
      ${this.renderPicture()}
      <div class="about">
        ${icon("file")}
        <p class="name">
          <span title=${name} .textContent=${name}></span>
          <span class="muted small">${formatSize(size)}</span>
        </p>
        <button
          class="round"
          type="button"
          aria-label=${t("files.download", { file: name })}
          @click=${this.handleDownload}
        >
          ${icon("download")}
        </button>
      </div>
      ${
        this.isOpen
          ? html`<ps-picture-viewer
              .file=${this.file}
              .links=${this.links}
              @ps-close=${this.handleClose}
              @ps-download=${this.handleDownload}
            ></ps-picture-viewer>`
          : nothing
      }
    `;
  }
}
