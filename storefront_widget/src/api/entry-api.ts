import type { Seat, Source } from "../call/types";
import {
  CALL_PAGE,
  DESK_EVENT,
  EVENT_JOIN,
  EVENT_REQUEST,
  LINK,
  MESSAGE_LEAVE,
  type CallPage,
  type DeskEvent,
  type JoinPayload,
  type JoinVariables,
  type Link,
  type MessageInput,
  type RequestInput,
} from "./entry";
import { accepted, ApiError, type GraphQlClient } from "./graphql-client";
import { EVENT_RESUME, SEAT_KEEP, type ResumeVariables } from "./resume";
import { MEDIA_TRIAL, type TrialTicket } from "./trial";

/** A seat come back to, and what was chosen there. */
export interface Resumed {
  readonly seat: Seat;
  readonly handle: string | null;
  /** Of the link that leads there. */
  readonly token: string | null;
  readonly recordingConsent: boolean | null;
  readonly microphone: boolean;
  readonly camera: boolean;
}

export type JoinInput = Partial<JoinVariables> & { readonly consent: boolean };

/** The API of whoever is not yet in the room. */
export class EntryApi {
  constructor(private readonly client: GraphQlClient) {}

  /** `bearer` is the token of the shop's signed-in customer. */
  async callPage(
    channel: string,
    product: string | null,
    bearer: string | null = null,
  ): Promise<CallPage> {
    const result = await this.client.request(CALL_PAGE, { channel, product }, { bearer });
    return result.personalShopperCallPage;
  }

  async link(token: string): Promise<Link | null> {
    return (await this.client.request(LINK, { token })).personalShopperLink;
  }

  /**
   * Puts the customer into the queue; gives the token of his link. `bearer` is the token of the
   * shop's signed-in customer.
   */
  async request(input: RequestInput, bearer: string | null = null): Promise<string> {
    const result = await this.client.request(EVENT_REQUEST, { input }, { bearer });
    const { joinUrl } = accepted(result.personalShopperEventRequest);
    const token = joinUrl?.split("/").at(-1);
    if (!token) throw new ApiError("server", "The request brought no link.");
    return token;
  }

  /** Takes a seat; `bearer` is the staff's token, or the one of the seat to return to. */
  async join(input: JoinInput, bearer: string | null = null): Promise<Seat> {
    const usual = { token: null, event: null, name: null, recordingConsent: null };
    const variables = { ...usual, takeOver: false, asGuest: false, ...input };
    const result = await this.client.request(EVENT_JOIN, variables, { bearer });
    return seatOf(accepted(result.personalShopperEventJoin));
  }

  /** Goes back to a seat after a full page load of the shop; `handle` is the next way back. */
  async resume(variables: ResumeVariables): Promise<Resumed> {
    const result = await this.client.request(EVENT_RESUME, variables);
    const payload = accepted(result.personalShopperEventResume);
    return {
      seat: seatOf(payload),
      handle: payload.handle,
      token: payload.linkUrl?.split("/").at(-1) ?? null,
      recordingConsent: payload.recordingConsent,
      microphone: payload.microphone ?? true,
      camera: payload.camera ?? true,
    };
  }

  /** Has a seat kept; gives the handle that leads back there, null where the cookie does. */
  async keepSeat(event: string, origin: string, bearer: string): Promise<string | null> {
    const result = await this.client.request(SEAT_KEEP, { event, origin }, { bearer });
    return accepted(result.personalShopperEventSeatKeep).handle;
  }

  async deskEvent(event: string, bearer: string): Promise<DeskEvent | null> {
    return (await this.client.request(DESK_EVENT, { event }, { bearer })).personalShopperEvent;
  }

  /** By the token of a link, or by the event with the staff's bearer. */
  async mediaTrial(
    way: { readonly token: string } | { readonly event: string },
    bearer: string | null = null,
  ): Promise<TrialTicket | null> {
    const variables = { token: null, event: null, ...way };
    return (await this.client.request(MEDIA_TRIAL, variables, { bearer }))
      .personalShopperMediaTrial;
  }

  async leaveMessage(input: MessageInput): Promise<void> {
    accepted((await this.client.request(MESSAGE_LEAVE, { input })).personalShopperMessageLeave);
  }
}

function seatOf(payload: JoinPayload): Seat {
  const { event, participant, accessToken, socketUrl, whipUrls, whepUrl, iceServers } = payload;
  if (event === null || participant === null || accessToken === null || socketUrl === null) {
    throw new ApiError("server", "The answer to joining is incomplete.");
  }
  const addressOf = (wanted: Source): string | null =>
    whipUrls.find(({ source }) => source === wanted)?.url ?? null;
  return {
    eventId: event.id,
    participantId: participant.id,
    accessToken,
    socketUrl,
    whipUrl: addressOf("camera"),
    screenUrl: addressOf("screen"),
    whepUrl,
    iceServers,
  };
}
