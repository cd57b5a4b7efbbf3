import type { Link } from "../api/entry";
import type { EntryApi, Resumed } from "../api/entry-api";
import { accepted, ApiError, RefusedError, type GraphQlClient } from "../api/graphql-client";
import { SOCKET_TICKET } from "../api/room";
import type { TrialTicket } from "../api/trial";
import type { Seat } from "../call/types";
import type { Bootstrap } from "./bootstrap";
import { currentLocale } from "./i18n";
import { phaseOfCallPage, phaseOfDesk, phaseOfLink, type Phase } from "./phase";
import { SeatLock } from "./seat-lock";
import { seatMemory, type Credentials } from "./seat-memory";
import type { ShopCustomer } from "./shop-customer";
import { fetchStaffToken } from "./staff-token";

export interface Asker {
  readonly name: string;
  readonly email: string;
  readonly recordingConsent: boolean;
  /** What the shop's page told: where he is and the cart he already has. */
  readonly product: string | null;
  readonly checkoutId: string | null;
}

/** How to take a seat that may be in use. */
export interface Way {
  /** The call moves here from the device that has it. */
  readonly takeOver?: boolean;
}

/** The way to a seat in the room, by request, by link or from the desk, and back to it. */
export class Entrance {
  private credentials: Credentials;
  private places: readonly string[];
  private seat: Seat | null = null;

  constructor(
    private readonly bootstrap: Bootstrap,
    private readonly client: GraphQlClient,
    private readonly api: EntryApi,
    private readonly customer: Pick<ShopCustomer, "ask" | "isSignedOut">,
    private readonly lock = new SeatLock(),
  ) {
    const token = bootstrap.token ?? null;
    this.credentials = { token, asGuest: false, name: null, recordingConsent: null };
    this.places = [placeOf(bootstrap)];
  }

  /** Whether the shop's sign-in counted no more when it was asked last. */
  get isSignedOut(): boolean {
    return this.customer.isSignedOut;
  }

  /** Whether the link or the desk lead to the seat once more. */
  get leadsBack(): boolean {
    return this.bootstrap.mode === "desk" || this.credentials.token !== null;
  }

  /** His answer about recording; null where he was not asked. */
  get recordingConsent(): boolean | null {
    return this.credentials.recordingConsent;
  }

  /**
   * The seat held before a reload, if it is still there. RefusedError SEAT_TAKEN where another tab
   * or device has the call now.
   */
  async resume(): Promise<Seat | null> {
    const kept = seatMemory.read(this.places[0] ?? "");
    if (kept === null) return null;
    const { seat } = kept;
    this.seat = seat;
    this.credentials = kept.credentials;
    this.places = kept.places;
    if (await this.lock.isHeldElsewhere(seat.participantId)) throw seatTaken();
    try {
      return await this.freshTicket(seat);
    } catch (error) {
      // Without an answer the page says that we are out of reach; refused, it begins anew.
      if (isAuth(error)) return this.joinAnew();
      if (!(error instanceof RefusedError)) throw error;
      seatMemory.clear();
      return null;
    }
  }

  /** What to show before there is a seat. */
  async firstPhase(): Promise<Phase> {
    const { mode, product } = this.bootstrap;
    if (mode === "request") return this.askAnew(product ?? null);
    return this.look();
  }

  /** How things stand now with the call that the page is for. */
  async look(): Promise<Phase> {
    if (this.bootstrap.mode === "desk") return this.deskPhase();
    return phaseOfLink(await this.link());
  }

  /** What stands behind the link that leads to the seat; null at the desk. */
  async link(): Promise<Link | null> {
    const { token } = this.credentials;
    return token === null ? null : this.api.link(token);
  }

  /** The page where one asks for a call. */
  async askAnew(product: string | null): Promise<Phase> {
    const { channel = "" } = this.bootstrap;
    const page = await this.customer.ask((bearer) => this.api.callPage(channel, product, bearer));
    return phaseOfCallPage(page);
  }

  /** Asks for a call and takes the customer's seat in the queue. */
  async request(asker: Asker): Promise<Seat> {
    const input = {
      channel: this.bootstrap.channel ?? "",
      name: asker.name,
      email: asker.email === "" ? null : asker.email,
      product: asker.product,
      checkoutId: asker.checkoutId,
      language: currentLocale(),
      consent: true,
    };
    const token = await this.customer.ask((bearer) => this.api.request(input, bearer));
    this.credentials = { ...this.credentials, token };
    return this.join(asker.name, asker.recordingConsent);
  }

  /** Enters by the link; a guest says his name. `asGuest`: by the customer's link. */
  join(name: string | null, recordingConsent: boolean | null, asGuest = false): Promise<Seat> {
    this.credentials = { ...this.credentials, name, recordingConsent, asGuest };
    return this.api.join({ ...this.credentials, consent: true });
  }

  /** Enters from the desk: the first personal shopper gets the call. */
  async joinFromDesk(way: Way = {}): Promise<Seat> {
    const bearer = await fetchStaffToken(this.bootstrap.staffTokenUrl ?? "");
    return this.api.join({ event: this.bootstrap.event ?? "", consent: true, ...way }, bearer);
  }

  /**
   * Takes the same seat again, as far as the link or the desk lead there. RefusedError SEAT_TAKEN
   * while another device has it, unless he takes over.
   */
  async rejoin(way: Way = {}): Promise<Seat> {
    if (this.bootstrap.mode === "desk") return this.joinFromDesk(way);
    // His answer about recording is on record, and may have changed in the call.
    const input = { ...this.credentials, consent: true, recordingConsent: null, ...way };
    if (this.seat === null) return this.api.join(input);
    try {
      return await this.api.join(input, this.seat.accessToken);
    } catch (error) {
      if (!isAuth(error)) throw error;
      return this.api.join(input);
    }
  }

  /** Takes over what leads back to a seat that was come back to through the shop's page. */
  adopt({ token, recordingConsent }: Pick<Resumed, "token" | "recordingConsent">): void {
    this.credentials = { token, asGuest: false, name: null, recordingConsent };
  }

  /** The call is here, with this seat or this new bearer of it; the browser's other tabs know. */
  hold(seat: Seat): void {
    this.seat = seat;
    this.lock.hold(seat.participantId);
  }

  /** Leave to try whether media would come through. */
  async mediaTrial(): Promise<TrialTicket | null> {
    const { event, staffTokenUrl } = this.bootstrap;
    const { token } = this.credentials;
    if (token !== null) return this.api.mediaTrial({ token });
    return this.api.mediaTrial({ event: event ?? "" }, await fetchStaffToken(staffTokenUrl ?? ""));
  }

  /** Remembers the seat for a reload of this tab. */
  keep(seat: Seat): void {
    const { credentials, places } = this;
    seatMemory.write({ seat, credentials, places });
  }

  /** The call is not here any more; a reload tells where it went. */
  release(): void {
    this.lock.release();
  }

  forget(): void {
    this.release();
    seatMemory.clear();
  }

  /** The address bar shows the guest link from now on: a reload begins there. */
  moveTo(guestUrl: string): void {
    const token = guestUrl.split("/").at(-1) ?? "";
    this.places = [...this.places, `link:${token}`];
    // A guest needs no more than the guest link.
    if (this.credentials.asGuest) {
      this.credentials = { ...this.credentials, token, asGuest: false };
    }
  }

  private async deskPhase(): Promise<Phase> {
    const { event, staffTokenUrl } = this.bootstrap;
    const bearer = await fetchStaffToken(staffTokenUrl ?? "");
    return phaseOfDesk(await this.api.deskEvent(event ?? "", bearer));
  }

  private async freshTicket(seat: Seat): Promise<Seat> {
    const options = { bearer: seat.accessToken };
    const result = await this.client.request(SOCKET_TICKET, { event: seat.eventId }, options);
    const { socketUrl } = accepted(result.personalShopperEventSocketTicket);
    return { ...seat, socketUrl: socketUrl ?? "" };
  }

  /** Where the access token has died. */
  private async joinAnew(): Promise<Seat | null> {
    this.seat = null;
    try {
      return await this.rejoin();
    } catch (error) {
      if (!(error instanceof RefusedError) || error.code === "SEAT_TAKEN") throw error;
      seatMemory.clear();
      return null;
    }
  }
}

function isAuth(error: unknown): boolean {
  return error instanceof ApiError && error.kind === "auth";
}

/** As the server says it; the page has words of its own. */
function seatTaken(): RefusedError {
  return new RefusedError([{ field: null, message: "", code: "SEAT_TAKEN" }]);
}

function placeOf({ mode, token, event, saleorApiUrl, channel }: Bootstrap): string {
  if (mode === "link") return `link:${token ?? ""}`;
  if (mode === "desk") return `desk:${event ?? ""}`;
  return `request:${saleorApiUrl ?? ""}:${channel ?? ""}`;
}
