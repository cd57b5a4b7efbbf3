import type { PageContext, Resume } from "../bridge/messages";
import { EntryApi } from "../api/entry-api";
import { GraphQlClient } from "../api/graphql-client";
import type { CallSession } from "../call/call-session";
import { LocalMedia } from "../call/local-media";
import { isInLobby, may } from "../call/room-views";
import { MediaTrial } from "../call/media-trial";
import type { ClosedFor } from "../call/room-socket";
import { Store } from "../call/store";
import type { Seat } from "../call/types";
import type { Bootstrap } from "./bootstrap";
import type { CartHandover } from "./cart-handover";
import { Entrance, type Asker } from "./entrance";
import { errorText } from "./error-text";
import { AT_FIRST, type FlowListener, type FlowState } from "./flow-state";
import { findHurdle } from "./hurdle";
import { currentLocale } from "./i18n";
import { Pages } from "./pages";
import { orHurdle, phaseOfEnd, phaseOfFault, type Phase } from "./phase";
import { devicePreferences } from "./preferences";
import type { ShopBridge } from "./shop-bridge";
import { ShopCustomer } from "./shop-customer";
import { ShopSeat } from "./shop-seat";

/** Leads one visitor from the first page through the call to the farewell. */
export class CallFlow {
  readonly state = new Store<FlowState>(AT_FIRST);
  local: LocalMedia;
  readonly trial = new MediaTrial({ ask: () => this.entrance.mediaTrial() });
  private readonly client: GraphQlClient;
  private readonly entry: EntryApi;
  private readonly entrance: Entrance;
  private readonly customer: ShopCustomer;
  private readonly shopSeat: ShopSeat;
  private handover: CartHandover | null = null;
  private wasInLobby = false;
  private stays = false;
  readonly pages: Pages;

  constructor(
    private readonly bootstrap: Bootstrap,
    private readonly bridge: ShopBridge,
    private readonly listener: FlowListener,
  ) {
    const { graphqlUrl, saleorApiUrl } = bootstrap;
    this.client = new GraphQlClient({ url: graphqlUrl, locale: currentLocale, saleorApiUrl });
    this.entry = new EntryApi(this.client);
    this.customer = new ShopCustomer(bridge);
    this.shopSeat = new ShopSeat(this.entry, bridge);
    this.entrance = new Entrance(bootstrap, this.client, this.entry, this.customer);
    this.local = this.makeLocal();
    this.pages = new Pages(this.state, this.entrance, {
      hasShop: bootstrap.mode !== "desk" && Boolean(bootstrap.channel),
      arrive: () => this.arrive(),
      onShow: (phase, before) => this.handleShow(phase, before),
    });
  }

  async begin(): Promise<void> {
    this.show({ kind: "loading" });
    await this.arrive();
  }

  private async arrive(): Promise<void> {
    const hurdle = this.stays ? null : findHurdle(window);
    try {
      // A call that went on here before goes on, whatever browser this is.
      if (hurdle?.hurdle !== "noCalls" && (await this.resume())) return;
      this.show(orHurdle(await this.entrance.firstPhase(), hurdle));
    } catch (error) {
      await this.pages.showFault(error);
    }
  }

  /** Goes back to the seat held before this page, or the shop's around it, was loaded anew. */
  private async resume(): Promise<boolean> {
    const isInShop = this.bootstrap.mode === "request";
    const wanted = isInShop ? await this.bridge.toResume() : null;
    if (wanted !== null && this.bridge.isFramed) return this.resumeInShop(wanted);
    const seat = await this.entrance.resume();
    if (seat === null) return wanted !== null && this.resumeInShop(wanted);
    await this.enterWithDevices(seat);
    return true;
  }

  private async resumeInShop(wanted: Resume): Promise<boolean> {
    const back = await this.shopSeat.resume(wanted);
    if (back === null) return false;
    if (back === "left") return true;
    this.entrance.adopt(back);
    void this.local.resume(back);
    await this.enter(back.seat);
    return true;
  }

  /** The shop's page is there, maybe another one than before. */
  attached(): void {
    this.handover?.beginAnew();
    this.followCart();
  }

  /** The visitor goes on in a browser in which a call may fail. */
  async stay(): Promise<void> {
    this.stays = true;
    await this.begin();
  }

  takeContext(context: PageContext): void {
    this.state.update({ context });
    this.followCart();
  }

  private followCart(): void {
    const room = this.state.value.session?.state.value.room;
    if (room) this.handover?.follow(room);
  }

  async request(asker: Pick<Asker, "name" | "email" | "recordingConsent">): Promise<void> {
    const { context } = this.state.value;
    const product = context?.product ?? this.bootstrap.product ?? null;
    const checkoutId = context?.checkoutId ?? null;
    await this.step(() => this.entrance.request({ ...asker, product, checkoutId }));
  }

  async join(name: string | null, recordingConsent: boolean | null): Promise<void> {
    const { phase } = this.state.value;
    const asGuest = phase.kind === "join" && phase.asGuest === true;
    await this.step(() =>
      this.bootstrap.mode === "desk"
        ? this.entrance.joinFromDesk()
        : this.entrance.join(name, recordingConsent, asGuest),
    );
  }

  /** Moves the call here from the device or tab that has it. */
  async continueHere(): Promise<void> {
    await this.step(() => this.rejoin(true));
  }

  /** Leaves the call where it is, and comes as a guest beside it. */
  comeAsGuest(): void {
    const { phase } = this.state.value;
    if (phase.kind !== "seat" || phase.link === null) return;
    this.show({ kind: "join", link: { ...phase.link, kind: "GUEST" }, asGuest: true });
  }

  /** Asks for another call, or to leave a message while nobody is there. */
  async askAnew(): Promise<void> {
    this.show({ kind: "loading" });
    try {
      this.show(await this.entrance.askAnew(this.bootstrap.product ?? null));
    } catch (error) {
      await this.pages.showFault(error);
    }
  }

  async leaveMessage(name: string, email: string, text: string): Promise<void> {
    this.state.update({ busy: true, fault: "" });
    try {
      const { channel = "", product = null } = this.bootstrap;
      const language = currentLocale();
      await this.entry.leaveMessage({ channel, name, email, text, product, language });
      this.show({ kind: "sent", name, email });
    } catch (error) {
      this.state.update({ busy: false, fault: errorText(error) });
    }
  }

  /** Another try, from wherever the visitor stands. */
  async again(): Promise<void> {
    const { phase } = this.state.value;
    const notice = phase.kind === "notice" ? phase.notice : null;
    if (phase.kind !== "farewell" && notice !== "replaced" && notice !== "closed") {
      await this.begin();
      return;
    }
    this.show({ kind: "loading" });
    this.shopSeat.forget();
    try {
      await this.enterWithDevices(await this.rejoin(notice === "replaced"));
    } catch (error) {
      await this.pages.showFault(error, phase);
    }
  }

  async leave(): Promise<void> {
    const { session } = this.state.value;
    if (session === null) return;
    const room = session.state.value.room;
    const isOpen = room?.status === "LIVE" || room?.status === "WAITING";
    const canRejoin = isOpen && room.queue === null && this.entrance.leadsBack;
    const asksSurvey = room !== null && room.liveAt !== null && may(room, "ANSWER_SURVEY");
    await session.leave();
    this.finish({ kind: "farewell", canRejoin, asksSurvey }, "LEFT");
  }

  async setRecordingConsent(given: boolean): Promise<void> {
    await this.state.value.session?.api.updateConsent("RECORDING", given);
    this.state.update({ recordingConsent: given });
  }

  /** Goes to the shop's checkout. Call it inside a click. */
  async goToCheckout(): Promise<void> {
    this.state.update({ leavingToShop: true });
    try {
      await this.handover?.goToCheckout();
    } finally {
      this.state.update({ leavingToShop: false });
    }
  }

  /** A part of the page could not be fetched. */
  showUnreachable(): void {
    this.show({ kind: "notice", notice: "offline" });
  }

  showMessageForm(): void {
    this.show({ kind: "message", nobody: false });
  }

  /** The page was away, and what the phone or the network took meanwhile is to come back. */
  wake(): void {
    this.state.value.session?.wake();
    void this.local.wake();
  }

  stop(): void {
    this.pages.stop();
    this.entrance.release();
    this.state.value.session?.close();
    this.local.stop();
  }

  private show(phase: Phase): void {
    this.pages.show(phase);
  }

  private handleShow(phase: Phase, before: Phase): void {
    // A picture that nobody is going to send is not taken.
    const wasPreview = before.kind === "join" || before.kind === "seat";
    if (phase.kind === "notice" && wasPreview) this.releaseDevices();
    if (phase.kind === "request")
      this.bridge.post({ type: "presence", presence: phase.page.presence });
  }

  private async step(work: () => Promise<Seat>): Promise<void> {
    this.state.update({ busy: true, fault: "" });
    try {
      await this.enter(await work());
    } catch (error) {
      if (phaseOfFault(error) === null) this.state.update({ busy: false, fault: errorText(error) });
      else await this.pages.showFault(error);
    }
  }

  private rejoin(takeOver: boolean): Promise<Seat> {
    const { leadsBack } = this.entrance;
    return leadsBack ? this.entrance.rejoin({ takeOver }) : this.shopSeat.again(takeOver);
  }

  private async enterWithDevices(seat: Seat): Promise<void> {
    void this.local.start();
    await this.enter(seat);
  }

  private async enter(seat: Seat): Promise<void> {
    const { CallSession, CartHandover, FilesApi, NewsTeller, RoomApi, uploadMemory } =
      await import("../pages/room");
    const teller = new NewsTeller();
    const session = new CallSession({
      seat,
      local: this.local,
      makeApi: (event, bearer) => new RoomApi(this.client, event, bearer),
      rejoin: () => this.rejoin(false),
      makeFiles: (event, bearer) => new FilesApi({ event, bearer, locale: currentLocale }),
      uploadMemory,
      onNews: (news) => this.listener.news(news, teller),
      onSeat: (renewed) => this.keep(renewed),
    });
    this.state.value.session?.close();
    this.keep(seat);
    this.handover = new CartHandover(this.bridge, session.api);
    this.wasInLobby = false;
    this.state.update({ session, recordingConsent: this.entrance.recordingConsent });
    session.state.subscribe(() => this.follow(session));
    this.show({ kind: "room" });
    session.start();
    this.bridge.post({ type: "joined", event: seat.eventId });
  }

  /** For a reload: a frame holds nothing itself, since its storage is the browser's to give. */
  private keep(seat: Seat): void {
    this.entrance.hold(seat);
    const isInShop = this.bridge.isFramed && this.bridge.origin !== null;
    if (isInShop) void this.shopSeat.keep(seat);
    else this.entrance.keep(seat);
  }

  private follow(session: CallSession): void {
    const { room, closedFor, hasLeft } = session.state.value;
    if (session !== this.state.value.session || hasLeft) return;
    if (closedFor !== null) {
      void this.showClosed(closedFor);
      return;
    }
    if (room === null) return;
    if (room.end !== null) {
      const asksSurvey = room.end.surveyOpen && may(room, "ANSWER_SURVEY");
      this.finish(phaseOfEnd(room.end, asksSurvey), room.end.reason);
      return;
    }
    if (this.wasInLobby && !isInLobby(room)) this.listener.live();
    this.wasInLobby = isInLobby(room);
    this.handover?.follow(room);
  }

  private async showClosed(closedFor: ClosedFor): Promise<void> {
    this.releaseDevices();
    this.entrance.release();
    if (closedFor === "replaced") this.show({ kind: "notice", notice: "replaced" });
    else await this.pages.showClosed();
  }

  private finish(phase: Phase, reason: string): void {
    this.releaseDevices();
    this.show(phase);
    this.entrance.forget();
    this.shopSeat.forget();
    this.bridge.post({ type: "ended", reason });
  }

  /** Turns the camera's light off; another call begins with a new choice. */
  private releaseDevices(): void {
    this.local.stop();
    this.local = this.makeLocal();
  }

  private makeLocal(): LocalMedia {
    return new LocalMedia({
      preferences: devicePreferences,
      onNews: (news) => this.listener.devices(news),
      isAway: () => document.hidden,
    });
  }

  /** The address bar shows the guest link, so that a copied address invites a guest. */
  moveTo(guestUrl: string): void {
    const { session } = this.state.value;
    if (session === null) return;
    this.entrance.moveTo(guestUrl);
    session.keepSeat();
  }
}
