import { html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { knownBookings } from "../../booking/known-bookings";
import type { FrameView } from "../../bridge/messages";
import type { RoomNews } from "../../call/call-session";
import { isInLobby, itemCount, may } from "../../call/room-views";
import { applyTheme, readTheme, type Bootstrap } from "../../internal/bootstrap";
import { CallFlow } from "../../internal/call-flow";
import { chime } from "../../internal/chime";
import { guestAddress } from "../../internal/guest-address";
import { deviceNewsText } from "../../internal/device-news";
import { errorText } from "../../internal/error-text";
import { chooseLanguage } from "../../internal/language";
import { t, useLocale } from "../../internal/i18n";
import { PageLife } from "../../internal/page-life";
import { PageTitle } from "../../internal/page-title";
import { Parts } from "../../internal/parts";
import type { Phase } from "../../internal/phase";
import type { NewsTeller } from "../../internal/room-news";
import { ShopBridge } from "../../internal/shop-bridge";
import { base } from "../../themes/controls";
import type { PsCallView } from "../call-view/call-view";
import "../frame-bar/frame-bar";
import { renderPage, type WayOut } from "./entrance-pages";
import { styles } from "./flow.styles";
import "../language/language";
import "../toasts/toasts";
import type { PsToasts } from "../toasts/toasts";

/** Leads the visitor through the pages of a call, from the first to the farewell. */
@customElement("ps-flow")
export class PsFlow extends LitElement {
  static override readonly styles = [base, styles];

  @query("ps-toasts") private readonly toasts!: PsToasts;
  @query("ps-call-view") private readonly callView!: PsCallView | null;

  @property({ attribute: false }) bootstrap!: Bootstrap;

  @state() private view: FrameView = "float";
  private readonly pageTitle = new PageTitle(document);
  private bridge!: ShopBridge;
  private flow!: CallFlow;
  private readonly parts = new Parts(
    () => this.requestUpdate(),
    () => this.flow.showUnreachable(),
  );
  /** Heading of the page shown, for those who do not see that it changed. */
  @state() private announcement = "";
  private phaseShown: Phase["kind"] = "loading";
  private stopSession: (() => void) | null = null;
  private readonly life = new PageLife({
    back: () => this.flow.wake(),
    // Media ends at once; the seat stays, since this may be a reload.
    leave: () => this.flow.state.value.session?.media.close(),
  });

  override connectedCallback(): void {
    super.connectedCallback();
    this.bridge = new ShopBridge(this.bootstrap.storefrontOrigins, {
      attached: () => this.flow.attached(),
      context: (context) => {
        if (context.theme !== null) applyTheme(document, readTheme(context.theme));
        this.flow.takeContext(context);
      },
      view: (view) => this.handleView(view),
    });
    this.flow = new CallFlow(this.bootstrap, this.bridge, {
      news: (news, teller) => this.handleNews(news, teller),
      live: () => this.handleLive(),
      devices: (news) => this.toasts.show(deviceNewsText(news)),
    });
    this.flow.state.subscribe(() => this.handleFlow());
    this.bridge.start();
    this.life.start();
  }

  /** From here on there is somewhere to show what happens. */
  protected override firstUpdated(): void {
    void this.flow.begin();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.life.stop();
    this.pageTitle.stop();
    this.stopSession?.();
    this.bridge.stop();
    this.flow.stop();
  }

  protected override updated(): void {
    void this.announce();
  }

  /** Reads the heading of each new page out once. In the call the toasts tell what happens. */
  private async announce(): Promise<void> {
    const page = this.renderRoot.querySelector<LitElement>(".content > *");
    await page?.updateComplete;
    const heading = page?.shadowRoot?.querySelector("h1")?.textContent.trim() ?? "";
    this.announcement = page === this.callView ? "" : heading;
  }

  private handleView(view: FrameView): void {
    this.view = view;
    if (view === "mini") this.toasts.clear();
  }

  private handleFlow(): void {
    this.stopSession?.();
    const { session, phase } = this.flow.state.value;
    if (phase.kind !== this.phaseShown) this.toasts.clear();
    this.phaseShown = phase.kind;
    this.life.need(phase.kind === "room");
    this.stopSession = session?.state.subscribe(() => this.handleRoom()) ?? null;
    this.handleRoom();
  }

  /** Title and address of the page follow the call. */
  private handleRoom(): void {
    this.requestUpdate();
    const { session, phase } = this.flow.state.value;
    const room = phase.kind === "room" ? (session?.state.value.room ?? null) : null;
    this.pageTitle.showPlace(room?.queue?.position ?? null);
    if (room?.guestUrl) this.showGuestLink(room.guestUrl);
  }

  /**
   * A copied address then invites a guest, and never leads to the customer's seat. The desk's
   * address asks for its session anyway, and a frame that the loader opened names no seat.
   */
  private showGuestLink(guestUrl: string): void {
    const { mode } = this.bootstrap;
    if (mode === "desk" || (mode === "request" && this.bridge.isFramed)) return;
    const guest = guestAddress(guestUrl, location);
    if (guest === null) return;
    history.replaceState(null, "", guest);
    this.flow.moveTo(guestUrl);
  }

  private handleNews(news: RoomNews, teller: NewsTeller): void {
    const { message } = news;
    if (message.type === "order.placed")
      this.bridge.post({ type: "order", number: message.data.number });
    const toast = teller.tell(news, this.callView?.inSight ?? "panel");
    if (toast !== null) this.toasts.show(toast);
    const isStaff = news.after.me.role === "PERSONAL_SHOPPER";
    if (isStaff && message.type === "participant.joined") chime();
  }

  private handleLive(): void {
    chime();
    this.pageTitle.callBack(t("lobby.titleTab"));
    const room = this.flow.state.value.session?.state.value.room;
    const shopper = room?.participants.find(({ role }) => role === "PERSONAL_SHOPPER");
    this.toasts.show({
      text: shopper === undefined ? t("lobby.titleTab") : t("lobby.ready", { name: shopper.name }),
      tone: "success",
    });
    if (this.bridge.isFramed && this.view === "mini") this.wantView("float");
  }

  private async handleLanguage({ detail }: HTMLElementEventMap["ps-language"]): Promise<void> {
    try {
      await chooseLanguage(detail, document, useLocale);
    } catch {
      this.toasts.show({ text: t("error.network"), tone: "warning" });
    }
    await this.flow.pages.retell();
  }

  private wantView(view: FrameView): void {
    this.bridge.post({ type: "view", view });
  }

  private async handleCheckout(): Promise<void> {
    try {
      await this.flow.goToCheckout();
    } catch (error) {
      this.toasts.show({ text: errorText(error), tone: "warning" });
    }
  }

  private async handleRecording(event: CustomEvent<boolean>): Promise<void> {
    try {
      await this.flow.setRecordingConsent(event.detail);
    } catch (error) {
      this.toasts.show({ text: errorText(error), tone: "warning" });
    }
  }

  private get wayOut(): WayOut {
    const { mode, deskUrl, shopUrl } = this.bootstrap;
    if (mode === "desk") return { url: deskUrl ?? "", text: t("app.backToDesk") };
    const { phase } = this.flow.state.value;
    const url = "link" in phase ? phase.link?.shopUrl : undefined;
    return { url: url ?? shopUrl ?? "", text: t("app.backToShop") };
  }

  private renderPhase(phase: Phase): TemplateResult {
    if (phase.kind === "loading" || !this.parts.has(phase.kind)) {
      return this.renderLoading(t("app.loading"));
    }
    if (phase.kind === "farewell") return this.renderFarewell(phase);
    if (phase.kind === "room") return this.renderRoom();
    const { isFramed } = this.bridge;
    const manageUrl = knownBookings.manageUrlOf(this.bootstrap.token ?? "") ?? "";
    return renderPage(phase, this.flow, { isFramed, wayOut: this.wayOut, manageUrl });
  }

  private renderLoading(words: string): TemplateResult {
    return html`<main class="loading">
      <h1 class="hidden">${this.bootstrap.storeName}</h1>
      <p role="status">${words}</p>
    </main>`;
  }

  private renderFarewell(phase: Extract<Phase, { kind: "farewell" }>): TemplateResult {
    const { session } = this.flow.state.value;
    const room = session?.state.value.room ?? null;
    return html`<ps-farewell
      .name=${room?.me.name ?? ""}
      .note=${phase.note ?? ""}
      .api=${session?.api ?? null}
      .orders=${room?.orders ?? []}
      .transcript=${
        session !== null && room !== null && room.chat.length > 0
          ? { files: session.files, url: room.transcriptUrl }
          : null
      }
      ?hasCart=${room !== null && may(room, "GO_TO_CHECKOUT") && itemCount(room) > 0}
      .wayOutUrl=${this.wayOut.url}
      .wayOutText=${this.wayOut.text}
      ?asksSurvey=${phase.asksSurvey}
      ?canRejoin=${phase.canRejoin}
      ?framed=${this.bridge.isFramed}
      @ps-again=${() => void this.flow.again()}
      @ps-checkout=${() => void this.handleCheckout()}
    ></ps-farewell>`;
  }

  private renderRoom(): TemplateResult {
    const { session, leavingToShop, recordingConsent, signedOut } = this.flow.state.value;
    const room = session?.state.value.room ?? null;
    if (session === null || room === null) {
      return this.renderLoading(t("connection.connecting"));
    }
    if (isInLobby(room)) {
      return html`<ps-lobby
        .room=${room}
        .local=${this.flow.local}
        .trial=${this.flow.trial}
        .connection=${session.state.value.connection}
        ?signedOut=${signedOut}
        ?framed=${this.bridge.isFramed}
        @ps-leave=${() => void this.flow.leave()}
      ></ps-lobby>`;
    }
    return html`<ps-call-view
      .session=${session}
      .local=${this.flow.local}
      .room=${room}
      .storeName=${this.bootstrap.storeName}
      .view=${this.view}
      .recordingConsent=${recordingConsent}
      ?framed=${this.bridge.isFramed}
      ?leavingToShop=${leavingToShop}
      @ps-leave=${() => void this.flow.leave()}
      @ps-checkout=${() => void this.handleCheckout()}
      @ps-recording=${(event: CustomEvent<boolean>) => void this.handleRecording(event)}
    ></ps-call-view>`;
  }

  private get isInCall(): boolean {
    const { session, phase } = this.flow.state.value;
    const room = session?.state.value.room ?? null;
    return phase.kind === "room" && room !== null && !isInLobby(room);
  }

  private renderBar(phase: Phase): TemplateResult | typeof nothing {
    if (this.isInCall || !this.bridge.isFramed) return nothing;
    return html`
      <header class="bar">
        <span>${this.bootstrap.storeName}</span>
        <ps-frame-bar .view=${this.view} ?closable=${phase.kind !== "room"}></ps-frame-bar>
      </header>
    `;
  }

  protected override render(): TemplateResult {
    const { phase } = this.flow.state.value;
    return html`
      ${this.renderBar(phase)}
      <div
        class="content ${this.isInCall ? "in-call" : ""}"
        @ps-view=${(event: CustomEvent<FrameView>) => this.wantView(event.detail)}
        @ps-close-frame=${() => this.bridge.post({ type: "close" })}
        @ps-language=${this.handleLanguage}
        @ps-read=${() => this.toasts.clear()}
        @ps-toast=${(event: HTMLElementEventMap["ps-toast"]) => this.toasts.show(event.detail)}
      >
        ${this.renderPhase(phase)}
        ${this.isInCall ? nothing : html`<footer class="foot"><ps-language></ps-language></footer>`}
      </div>
      <p class="hidden" role="status">${this.announcement}</p>
      <ps-toasts ?quiet=${this.view === "mini"}></ps-toasts>
    `;
  }
}
