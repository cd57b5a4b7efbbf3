import type { EntryApi, Resumed } from "../api/entry-api";
import { accepted, RefusedError, type GraphQlClient } from "../api/graphql-client";
import { SOCKET_TICKET } from "../api/room";
import type { Seat } from "../call/types";
import type { Bootstrap } from "./bootstrap";
import { phaseOfCallPage, phaseOfDesk, phaseOfLink, type Phase } from "./phase";
import { seatMemory } from "./seat-memory";
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

/** The way to a seat in the room, by request, by link or from the desk, and back to it. */
export class Entrance {
  /** Token of the link that leads to the seat; null at the desk. */
  private token: string | null;
  private place: string;
  /** His answer about recording; null where he was not asked. */
  recordingConsent: boolean | null = null;

  constructor(
    private readonly bootstrap: Bootstrap,
    private readonly client: GraphQlClient,
    private readonly api: EntryApi,
    private readonly customer: Pick<ShopCustomer, "ask">,
  ) {
    this.token = bootstrap.token ?? null;
    this.place = placeOf(bootstrap);
  }

  /** The seat held before a reload, if it is still there. */
  async resume(): Promise<Seat | null> {
    const kept = seatMemory.read(this.place);
    if (kept === null) return null;
    this.token = kept.token;
    this.recordingConsent = kept.recordingConsent;
    try {
      return await this.freshTicket(kept.seat);
    } catch (error) {
      // Without an answer the page says that we are out of reach; refused, it begins anew.
      if (!(error instanceof RefusedError) && !isAuth(error)) throw error;
      seatMemory.clear();
      return isAuth(error) ? this.rejoinOrNull() : null;
    }
  }

  /** What to show before there is a seat. */
  async firstPhase(): Promise<Phase> {
    const { mode, channel, product, token } = this.bootstrap;
    if (mode === "desk") return this.deskPhase();
    if (mode === "link") return phaseOfLink(await this.api.link(token ?? ""));
    const page = await this.customer.ask((bearer) =>
      this.api.callPage(channel ?? "", product ?? null, bearer),
    );
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
      language: this.bootstrap.locale,
      consent: true,
    };
    this.token = await this.customer.ask((bearer) => this.api.request(input, bearer));
    return this.join(asker.name, asker.recordingConsent);
  }

  /** Enters by the link; a guest says his name. */
  async join(name: string | null, recordingConsent: boolean | null): Promise<Seat> {
    this.recordingConsent = recordingConsent;
    return this.api.join({ token: this.token, name, consent: true, recordingConsent });
  }

  /** Enters from the desk: the first personal shopper gets the call. */
  async joinFromDesk(): Promise<Seat> {
    const bearer = await fetchStaffToken(this.bootstrap.staffTokenUrl ?? "");
    return this.api.join({ event: this.bootstrap.event ?? "", consent: true }, bearer);
  }

  /** Takes the same seat again, as far as the link or the desk lead there. */
  rejoin(): Promise<Seat> {
    if (this.bootstrap.mode === "desk") return this.joinFromDesk();
    return this.join(null, null);
  }

  /** Takes over what leads back to a seat that was come back to through the shop's page. */
  adopt({ token, recordingConsent }: Pick<Resumed, "token" | "recordingConsent">): void {
    this.token = token;
    this.recordingConsent = recordingConsent;
  }

  /** Remembers the seat for a reload of this tab. */
  keep(seat: Seat): void {
    const { token, place, recordingConsent } = this;
    seatMemory.write({ seat, token, place, recordingConsent });
  }

  /** The address bar shows the guest link from now on: a reload begins there. */
  moveTo(guestUrl: string): void {
    this.place = `link:${guestUrl.split("/").at(-1) ?? ""}`;
  }

  forget(): void {
    seatMemory.clear();
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

  private async rejoinOrNull(): Promise<Seat | null> {
    try {
      return await this.rejoin();
    } catch {
      return null;
    }
  }
}

function isAuth(error: unknown): boolean {
  return error instanceof Error && "kind" in error && error.kind === "auth";
}

function placeOf({ mode, token, event, saleorApiUrl, channel }: Bootstrap): string {
  if (mode === "link") return `link:${token ?? ""}`;
  if (mode === "desk") return `desk:${event ?? ""}`;
  return `request:${saleorApiUrl ?? ""}:${channel ?? ""}`;
}
