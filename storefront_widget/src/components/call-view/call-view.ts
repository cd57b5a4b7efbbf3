import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import type { FrameView } from "../../bridge/messages";
import type { CallSession } from "../../call/call-session";
import type { DeviceKind } from "../../call/device-wishes";
import type { LocalMedia } from "../../call/local-media";
import type { RoomState } from "../../call/room-state";
import { latestShown, may, mayInvite, seesCart } from "../../call/room-views";
import { addFiles } from "../../internal/add-files";
import { emit } from "../../internal/emit";
import { errorText } from "../../internal/error-text";
import { Failures, unsentIn } from "../../internal/failures";
import { FileDrop } from "../../internal/file-drop";
import { FloatingCall } from "../../internal/floating-call";
import { t } from "../../internal/i18n";
import { icon } from "../../internal/call-icons";
import { ProductCache } from "../../internal/product-cache";
import { ProductSearch } from "../../internal/product-search";
import type { InSight } from "../../internal/room-news";
import { shortcutTool } from "../../internal/shortcuts";
import { StoreController } from "../../internal/store-controller";
import { flipCamera, switchMedia, switchScreen } from "../../internal/switch-media";
import { toast } from "../../internal/toast";
import { base, buttons } from "../../themes/controls";
import "../call-dialogs/call-dialogs";
import type { CallDialog } from "../call-dialogs/call-dialogs";
import "../call-overlay/call-overlay";
import "../side-panel/side-panel";
import "../stage/stage";
import "../toolbar/toolbar";
import type { PanelName, Tool } from "../toolbar/toolbar";
import "../weak-notice/weak-notice";
import { liveSeconds, renderHead } from "./call-head";
import { renderSmall } from "./small-call";
import { styles } from "./call-view.styles";

/**
 * The call: pictures, tools and side panel.
 *
 * @event ps-leave - the participant leaves
 * @event ps-checkout - the customer goes to the checkout
 * @event ps-recording - with his answer about recording
 */
@customElement("ps-call-view")
export class PsCallView extends LitElement {
  static override readonly styles = [base, buttons, styles];

  @query("ps-toolbar") private readonly toolbar!: HTMLElement | null;
  @query("ps-side-panel") private readonly sidePanel!: HTMLElement | null;

  @property({ attribute: false }) session!: CallSession;
  @property({ attribute: false }) local!: LocalMedia;
  @property({ attribute: false }) room!: RoomState;
  @property() storeName = "";
  @property({ reflect: true }) view: FrameView = "float";
  @property({ type: Boolean }) framed = false;
  @property({ type: Boolean }) leavingToShop = false;
  @property({ attribute: false }) recordingConsent: boolean | null = null;

  @state() private panel: PanelName | null = null;
  @state() private dialog: CallDialog | null = null;
  @state() private hiddenProduct: string | null = null;
  @state() private readMessages = 0;
  @state() private now = Date.now();
  /** He has read that his connection is weak. */
  @state() private weakRead = false;

  private cache!: ProductCache;
  private search!: ProductSearch;
  private ticker: ReturnType<typeof setInterval> | undefined;
  private readonly stores = new StoreController(this, () => [
    this.session.state,
    this.session.media.state,
    this.session.uploads.state,
    this.session.outbox.state,
    this.session.media.screen.state,
    this.local.state,
  ]);
  private readonly drop = new FileDrop(this, (files) => this.takeFiles(files));
  private readonly floating = new FloatingCall(this, {
    toggleMicrophone: () => this.use("microphone"),
    toggleCamera: () => this.use("camera"),
    // Asked here, the question would not be seen there. One may come back.
    hangUp: () => emit(this, "ps-leave"),
  });
  private readonly failures = new Failures((text) => toast(this, text, "warning"));

  /** What can be read right now, so that it need not be shown in passing. */
  get inSight(): InSight {
    if (this.panel === null) return "shown";
    return this.panel === "chat" ? "chat" : "panel";
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.ticker = setInterval(() => (this.now = Date.now()), 1_000);
    window.addEventListener("keydown", this.handleKey);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.ticker);
    window.removeEventListener("keydown", this.handleKey);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("session")) {
      this.stores.watch();
      this.cache = new ProductCache(this.session.api);
      this.search = new ProductSearch(this.session.api);
      this.readMessages = this.room.chat.length;
    }
    if (changed.has("room")) this.cache.keep(this.room.shown);
    if (this.room.quality[this.room.me.id] === "GOOD") this.weakRead = false;
    if (this.panel === "chat") this.readMessages = this.room.chat.length;
    const { uploads, outbox } = this.session;
    const unsent = unsentIn(uploads.state.value, outbox.state.value);
    this.failures.follow(unsent, this.inSight === "chat");
  }

  protected override updated(): void {
    const { remote } = this.session.media.state.value;
    this.floating.follow(this.room, remote, this.local.state.value, this.storeName);
  }

  private takeFiles(files: readonly File[]): void {
    if (!may(this.room, "SHARE_FILES")) return;
    addFiles(this, this.session, files);
    void this.openPanel("chat");
  }

  private readonly handleKey = (event: KeyboardEvent): void => {
    const tool = shortcutTool(event);
    if (tool !== null) {
      event.preventDefault();
      this.use(tool);
    } else if (event.key === "Escape" && this.panel !== null && this.dialog === null) {
      void this.openPanel(null);
    }
  };

  private use(tool: Tool): void {
    switch (tool) {
      case "microphone":
      case "camera":
        void this.toggleMedia(tool);
        return;
      case "picture":
        void this.togglePicture();
        return;
      case "flip":
        void flipCamera(this, this.local);
        return;
      case "screen":
        void this.toggleScreen();
        return;
      case "link":
        void this.copyLink();
        return;
      case "invite":
        this.dialog = "link";
        return;
      case "recording":
        emit(this, "ps-recording", this.recordingConsent !== true);
        return;
      case "end":
      case "devices":
      case "language":
      case "shortcuts":
        this.dialog = tool;
        return;
      default:
        if (this.canOpen(tool)) void this.openPanel(this.panel === tool ? null : tool);
    }
  }

  /** Questions need more room than the mini-player has. */
  private useSmall(tool: Tool): void {
    if (tool === "end") emit(this, "ps-view", "float");
    this.use(tool);
  }

  private canOpen(panel: PanelName): boolean {
    if (panel === "chat") return may(this.room, "CHAT");
    return panel !== "cart" || seesCart(this.room);
  }

  private async toggleMedia(kind: DeviceKind): Promise<void> {
    const { text, isRefused } = await switchMedia(this.local, kind);
    toast(this, text);
    if (isRefused) this.dialog = "devices";
  }

  private async togglePicture(): Promise<void> {
    try {
      await this.floating.toggle();
    } catch {
      toast(this, t("tools.pictureRefused"), "warning");
    }
  }

  private async toggleScreen(): Promise<void> {
    const problem = await switchScreen(this.session.media.screen);
    if (problem !== null) toast(this, problem, "warning");
  }

  private async copyLink(): Promise<void> {
    try {
      await navigator.clipboard.writeText(this.room.guestUrl ?? "");
      toast(this, t("tools.linkCopied"), "success");
    } catch {
      this.dialog = "link";
    }
  }

  private async openPanel(panel: PanelName | null): Promise<void> {
    const closed = this.panel;
    this.panel = panel;
    if (panel !== null) emit(this, "ps-read");
    await this.updateComplete;
    if (panel !== null) this.sidePanel?.focus();
    else if (closed !== null) this.toolbar?.shadowRoot?.getElementById(closed)?.focus();
  }

  private async handleEndForAll(): Promise<void> {
    this.dialog = null;
    try {
      await this.session.endForAll();
    } catch (error) {
      toast(this, errorText(error), "warning");
    }
  }

  /** Whether a shown product covers part of the picture. */
  private get showsProduct(): boolean {
    const shown = latestShown(this.room);
    return shown !== null && shown.id !== this.hiddenProduct;
  }

  private renderPanel(panel: PanelName): TemplateResult {
    return html`<ps-side-panel
      .panel=${panel}
      .session=${this.session}
      .room=${this.room}
      .cache=${this.cache}
      .search=${this.search}
      ?leaving=${this.leavingToShop}
      @ps-tool=${(event: CustomEvent<Tool>) => this.use(event.detail)}
      @ps-close=${() => void this.openPanel(null)}
    ></ps-side-panel>`;
  }

  private renderStage(): TemplateResult {
    return html`
      <ps-stage
        .room=${this.room}
        .remote=${this.session.media.state.value.remote}
        .local=${this.local.state.value}
        ?mini=${this.view === "mini"}
        ?crowded=${this.panel !== null || this.showsProduct}
        ?sharing=${this.session.media.screen.isOn}
        @ps-tool=${(event: CustomEvent<Tool>) => this.use(event.detail)}
        @ps-large=${(event: CustomEvent<string>) => this.session.showLarge(event.detail)}
      >
        ${
          mayInvite(this.room)
            ? html`<button slot="alone" class="button compact" @click=${() => this.use("invite")}>
                ${icon("link")} ${t("people.invite")}
              </button>`
            : nothing
        }
      </ps-stage>
    `;
  }

  private renderWeak(): TemplateResult | typeof nothing {
    if (this.weakRead || this.room.quality[this.room.me.id] !== "POOR") return nothing;
    return html`<ps-weak-notice
      ?camera=${this.local.state.value.cameraOn}
      @ps-camera-off=${() => void this.local.setCamera(false)}
      @ps-close=${() => (this.weakRead = true)}
    ></ps-weak-notice>`;
  }

  protected override render(): TemplateResult {
    if (this.view === "mini") {
      return renderSmall(this.storeName, this.renderStage(), {
        local: this.local.state.value,
        floating: this.floating.isOpen,
        use: (tool) => this.useSmall(tool),
      });
    }
    return html`
      ${renderHead({
        storeName: this.storeName,
        isConnected: this.session.state.value.connection === "open",
        seconds: liveSeconds(this.room, this.now),
        view: this.framed ? this.view : null,
      })}
      <main class="body">
        ${this.renderStage()}
        <ps-call-overlay
          .session=${this.session}
          .room=${this.room}
          .cache=${this.cache}
          .hiddenProduct=${this.hiddenProduct}
          ?proposalsOnly=${this.panel !== null}
          @ps-hide-product=${(event: CustomEvent<string | null>) => (this.hiddenProduct = event.detail)}
        ></ps-call-overlay>
        ${this.renderWeak()}
      </main>
      ${this.panel === null ? nothing : this.renderPanel(this.panel)}
      ${this.drop.isOver ? html`<p class="drop">${icon("attach")}${t("files.drop")}</p>` : nothing}
      <ps-toolbar
        .room=${this.room}
        .local=${this.local.state.value}
        .panel=${this.panel}
        .unread=${this.room.chat.length - this.readMessages}
        .recordingConsent=${this.recordingConsent}
        .floating=${this.floating.isOpen}
        .sharing=${this.session.media.screen.isOn}
        @ps-tool=${(event: CustomEvent<Tool>) => this.use(event.detail)}
      ></ps-toolbar>
      ${
        this.dialog === null
          ? nothing
          : html`<ps-call-dialogs
              .dialog=${this.dialog}
              .room=${this.room}
              .local=${this.local}
              @ps-close=${() => (this.dialog = null)}
              @ps-end-for-all=${this.handleEndForAll}
            ></ps-call-dialogs>`
      }
    `;
  }
}
