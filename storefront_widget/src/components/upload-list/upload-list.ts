import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import type { UploadState } from "../../call/upload";
import type { Uploads } from "../../call/uploads";
import { t } from "../../internal/i18n";
import { icon } from "../../internal/call-icons";
import { StoreController } from "../../internal/store-controller";
import { uploadNews, uploadText } from "../../internal/upload-news";
import { base, buttons } from "../../themes/controls";

/** Files on their way to the chat, each with its progress, to cancel and to try again. */
@customElement("ps-upload-list")
export class PsUploadList extends LitElement {
  static override readonly styles = [
    base,
    buttons,
    css`
      ul {
        display: grid;
        gap: 8px;
        max-height: 40vh;
        padding: 8px 16px;
        overflow-y: auto;
        border-top: 1px solid var(--line);
      }
      li {
        display: grid;
        grid-template-columns: 1fr auto;
        align-items: center;
        gap: 2px 4px;
        font-size: 14px;
      }
      .name {
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
        unicode-bidi: plaintext;
      }
      .buttons {
        display: flex;
        grid-row: span 2;
      }
      progress {
        display: block;
        appearance: none;
        width: 100%;
        height: 4px;
        margin-block: 4px;
        overflow: hidden;
        border: 0;
        border-radius: 2px;
        background: var(--line);
      }
      ::-webkit-progress-bar {
        background: none;
      }
      ::-webkit-progress-value {
        background: var(--accent);
      }
      ::-moz-progress-bar {
        background: var(--accent);
      }
      progress:indeterminate {
        background: linear-gradient(90deg, transparent, var(--accent), transparent) 0 0 / 50% 100%
          no-repeat var(--line);
        animation: look 1.2s linear infinite;
      }
      progress:indeterminate::-moz-progress-bar {
        background: none;
      }
      @keyframes look {
        from {
          background-position: -100% 0;
        }
        to {
          background-position: 200% 0;
        }
      }
      .fault {
        display: flex;
        gap: 6px;
        color: var(--danger-text);
        font-size: 13px;
      }
    `,
  ];

  @property({ attribute: false }) uploads!: Uploads;

  /** Read out once. */
  @state() private news = "";
  private known: readonly UploadState[] = [];
  private readonly cancelled = new Set<string>();
  private readonly stores = new StoreController(this, () => [this.uploads.state]);

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("uploads")) this.stores.watch();
    const now = this.uploads.state.value;
    if (now === this.known) return;
    this.news = uploadNews(this.known, now, this.cancelled) ?? this.news;
    this.known = now;
  }

  private handleCancel(key: string): void {
    this.cancelled.add(key);
    this.uploads.cancel(key);
  }

  private renderState(upload: UploadState): TemplateResult {
    if (upload.phase === "failed") {
      return html`<p class="fault">${icon("warning")}<span>${uploadText(upload)}</span></p>`;
    }
    const { name, sent, size, phase } = upload;
    const label = t("files.sending", { file: name });
    return html`
      <div>
        ${
          phase === "checking"
            ? html`<progress aria-label=${label}></progress>`
            : html`<progress aria-label=${label} max=${size} .value=${sent}></progress>`
        }
        <p class="muted small">${uploadText(upload)}</p>
      </div>
    `;
  }

  private renderUpload(upload: UploadState): TemplateResult {
    const { key, name, phase, isRefused } = upload;
    return html`
      <li>
        <p class="name" title=${name} .textContent=${name}></p>
        <div class="buttons">
          ${
            phase === "failed" && !isRefused
              ? html`<button
                  class="round"
                  type="button"
                  aria-label=${t("files.again", { file: name })}
                  @click=${() => this.uploads.retry(key)}
                >
                  ${icon("again")}
                </button>`
              : nothing
          }
          <button
            class="round"
            type="button"
            aria-label=${t(phase === "failed" ? "files.dismiss" : "files.cancel", { file: name })}
            @click=${() => this.handleCancel(key)}
          >
            ${icon("close")}
          </button>
        </div>
        ${this.renderState(upload)}
      </li>
    `;
  }

  protected override render(): TemplateResult {
    const uploads = this.uploads.state.value;
    return html`
      <p class="hidden" role="status">${this.news}</p>
      ${
        uploads.length === 0
          ? nothing
          : html`<ul aria-label=${t("files.uploads")}>
              ${repeat(
                uploads,
                ({ key }) => key,
                (upload) => this.renderUpload(upload),
              )}
            </ul>`
      }
    `;
  }
}
