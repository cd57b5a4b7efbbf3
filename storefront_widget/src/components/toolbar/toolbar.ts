import { html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { devicesOf } from "../../call/devices";
import type { LocalMediaState } from "../../call/local-media-state";
import type { RoomState } from "../../call/room-state";
import { itemCount, may, mayInvite, seesCart } from "../../call/room-views";
import type { ConnectionQuality } from "../../call/types";
import { emit } from "../../internal/emit";
import { isHandheld } from "../../internal/handheld";
import { t } from "../../internal/i18n";
import { icon, type IconName } from "../../internal/call-icons";
import type { PlainKey } from "../../translations/call-texts";
import { base } from "../../themes/controls";
import "../quality/quality";
import { styles } from "./toolbar.styles";

export type PanelName = "people" | "chat" | "products" | "cart";
export type Tool =
  | "microphone"
  | "camera"
  | "flip"
  | "screen"
  | "link"
  | "invite"
  | "devices"
  | "recording"
  | "picture"
  | "language"
  | "shortcuts"
  | "end"
  | PanelName;

declare global {
  interface HTMLElementEventMap {
    "ps-tool": CustomEvent<Tool>;
  }
}

interface ToolButton {
  readonly tool: Tool;
  readonly icon: IconName;
  readonly label: string;
  readonly hint?: string;
  readonly off?: boolean;
  readonly expanded?: boolean;
  readonly count?: number;
}

const OWN_QUALITY: Readonly<Record<ConnectionQuality, PlainKey>> = {
  GOOD: "quality.ownGood",
  FAIR: "quality.ownFair",
  POOR: "quality.ownPoor",
  SILENT: "quality.ownSilent",
};

/**
 * The call's tools in the order of the seeds (CL-01..CL-13), then the cart.
 *
 * @event ps-tool - the tool used
 */
@customElement("ps-toolbar")
export class PsToolbar extends LitElement {
  static override readonly styles = [base, styles];

  @query("#more") private readonly moreButton!: HTMLButtonElement;

  @property({ attribute: false }) room!: RoomState;
  @property({ attribute: false }) local!: LocalMediaState;
  @property() panel: PanelName | null = null;
  @property({ type: Number }) unread = 0;
  /** Whether this participant lets the call be recorded. */
  @property({ attribute: false }) recordingConsent: boolean | null = null;

  /** Whether the browser's small window is open; null where it has none. */
  @property({ attribute: false }) floating: boolean | null = null;

  /** Whether this participant shares his screen; null where he cannot. */
  @property({ attribute: false }) sharing: boolean | null = null;

  @state() private isMenuOpen = false;

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener("click", this.handleOutsideClick);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener("click", this.handleOutsideClick);
  }

  private readonly handleOutsideClick = (event: Event): void => {
    if (!event.composedPath().includes(this)) this.isMenuOpen = false;
  };

  private use(tool: Tool): void {
    if (this.isMenuOpen) this.closeMenu();
    emit(this, "ps-tool", tool);
  }

  private async toggleMenu(): Promise<void> {
    this.isMenuOpen = !this.isMenuOpen;
    await this.updateComplete;
    this.menuItems[0]?.focus();
  }

  private closeMenu(): void {
    this.isMenuOpen = false;
    this.moreButton.focus();
  }

  private get menuItems(): HTMLElement[] {
    return [...this.renderRoot.querySelectorAll<HTMLElement>("[role^=menuitem]")];
  }

  private handleMenuKey(event: KeyboardEvent): void {
    const items = this.menuItems;
    const at = items.indexOf(this.shadowRoot?.activeElement as HTMLElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
    if (event.key === "Escape" || event.key === "Tab") {
      if (event.key === "Escape") event.preventDefault();
      this.closeMenu();
    } else if (to !== undefined) {
      event.preventDefault();
      items.at(to % items.length)?.focus();
    }
  }

  private renderTool(button: ToolButton): TemplateResult {
    const { tool, label, off, expanded, count } = button;
    const classes = ["tool", tool, off === true ? "off" : ""].join(" ");
    return html`
      <button
        id=${tool}
        class=${classes}
        type="button"
        aria-label=${label}
        data-hint=${button.hint ?? label}
        aria-expanded=${expanded === undefined ? nothing : expanded}
        @click=${() => this.use(tool)}
      >
        ${icon(button.icon)}
        ${count ? html`<span class="count" aria-hidden="true">${count > 99 ? "99+" : count}</span>` : nothing}
      </button>
    `;
  }

  private renderMedia(): TemplateResult {
    const { microphoneOn, cameraOn } = this.local;
    return html`
      ${
        may(this.room, "MICROPHONE")
          ? this.renderTool({
              tool: "microphone",
              icon: microphoneOn ? "microphone" : "microphoneOff",
              label: t(microphoneOn ? "tools.mute" : "tools.unmute"),
              off: !microphoneOn,
            })
          : nothing
      }
      ${
        may(this.room, "CAMERA")
          ? this.renderTool({
              tool: "camera",
              icon: cameraOn ? "camera" : "cameraOff",
              label: t(cameraOn ? "tools.cameraOff" : "tools.cameraOn"),
              off: !cameraOn,
            })
          : nothing
      }
    `;
  }

  private renderItem(tool: Tool, picture: IconName, text: string): TemplateResult {
    return html`
      <button type="button" role="menuitem" tabindex="-1" @click=${() => this.use(tool)}>
        ${icon(picture)} ${text}
      </button>
    `;
  }

  private renderChoice(tool: Tool, picture: IconName, text: string, isOn: boolean): TemplateResult {
    return html`
      <button
        type="button"
        role="menuitemcheckbox"
        tabindex="-1"
        aria-checked=${isOn}
        @click=${() => this.use(tool)}
      >
        ${icon(picture)} ${text}
        ${isOn ? html`<span class="state">${icon("check")}</span>` : nothing}
      </button>
    `;
  }

  private renderMore(): TemplateResult {
    return html`
      <div class="more">
        <button
          id="more"
          class="tool"
          type="button"
          aria-label=${t("tools.more")}
          data-hint=${t("tools.more")}
          aria-haspopup="menu"
          aria-expanded=${this.isMenuOpen}
          @click=${this.toggleMenu}
        >
          ${icon("more")}
        </button>
        ${this.isMenuOpen ? this.renderMenu() : nothing}
      </div>
    `;
  }

  private renderMenu(): TemplateResult {
    const { cameraOn, devices } = this.local;
    const canFlip = cameraOn && isHandheld() && devicesOf(devices, "camera").length > 1;
    const isStaff = this.room.me.role === "PERSONAL_SHOPPER";
    return html`
      <div class="menu" role="menu" aria-label=${t("tools.more")} @keydown=${this.handleMenuKey}>
        ${canFlip ? this.renderItem("flip", "flip", t("tools.flip")) : nothing}
        ${
          this.sharing === null
            ? nothing
            : this.renderItem("screen", "screen", t(this.sharing ? "tools.unshare" : "tools.share"))
        }
        ${mayInvite(this.room) ? this.renderItem("link", "link", t("tools.link")) : nothing}
        ${
          this.floating === null
            ? nothing
            : this.renderChoice("picture", "pictureInPicture", t("tools.picture"), this.floating)
        }
        ${this.renderItem("devices", "settings", t("tools.devices"))}
        ${
          isStaff || this.recordingConsent === null
            ? nothing
            : this.renderChoice("recording", "eye", t("request.recording"), this.recordingConsent)
        }
        ${this.renderItem("language", "globe", t("app.language"))}
        ${this.renderItem("shortcuts", "keyboard", t("tools.shortcuts"))}
      </div>
    `;
  }

  private renderPanels(): TemplateResult {
    const { unread, panel } = this;
    const items = itemCount(this.room);
    return html`
      ${this.renderTool({
        tool: "people",
        icon: "people",
        label: t("tools.people"),
        expanded: panel === "people",
      })}
      ${
        may(this.room, "CHAT")
          ? this.renderTool({
              tool: "chat",
              icon: "chat",
              label: unread > 0 ? t("tools.chatUnread", { n: unread }) : t("tools.chat"),
              hint: t("tools.chat"),
              expanded: panel === "chat",
              count: unread,
            })
          : nothing
      }
      ${this.renderTool({
        tool: "products",
        icon: "products",
        label: t("tools.products"),
        expanded: panel === "products",
      })}
      ${
        seesCart(this.room)
          ? this.renderTool({
              tool: "cart",
              icon: "cart",
              label: items > 0 ? t("tools.cartCount", { n: items }) : t("tools.cart"),
              hint: t("tools.cart"),
              expanded: panel === "cart",
              count: items,
            })
          : nothing
      }
    `;
  }

  /** One's own connection, in a sentence. */
  private renderQuality(): TemplateResult | typeof nothing {
    const quality = this.room.quality[this.room.me.id];
    if (quality === undefined) return nothing;
    return html`<p class="own ${quality}">
      <ps-quality .quality=${quality} aria-hidden="true"></ps-quality>
      <span>${t(OWN_QUALITY[quality])}</span>
    </p>`;
  }

  protected override render(): TemplateResult {
    return html`
      <section aria-label=${t("tools.label")}>
        ${this.renderQuality()}
        <div class="tools" role="toolbar" aria-label=${t("tools.label")}>
          ${this.renderMedia()} ${this.renderMore()}
          ${this.renderTool({ tool: "end", icon: "hangUp", label: t("tools.end") })}
          <span class="gap"></span>
          ${this.renderPanels()}
        </div>
      </section>
    `;
  }
}
