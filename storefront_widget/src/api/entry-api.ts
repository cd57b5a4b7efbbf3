import type { Seat } from "../call/types";
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

export type JoinInput = Partial<JoinVariables> & { readonly consent: boolean };

/** The API of whoever is not yet in the room. */
export class EntryApi {
  constructor(private readonly client: GraphQlClient) {}

  async callPage(channel: string, product: string | null): Promise<CallPage> {
    const result = await this.client.request(CALL_PAGE, { channel, product });
    return result.personalShopperCallPage;
  }

  async link(token: string): Promise<Link | null> {
    return (await this.client.request(LINK, { token })).personalShopperLink;
  }

  /** Puts the customer into the queue; gives the token of his link. */
  async request(input: RequestInput): Promise<string> {
    const result = await this.client.request(EVENT_REQUEST, { input });
    const { joinUrl } = accepted(result.personalShopperEventRequest);
    const token = joinUrl?.split("/").at(-1);
    if (!token) throw new ApiError("server", "The request brought no link.");
    return token;
  }

  /** Takes a seat; `bearer` is the staff's token, or the one of the seat to return to. */
  async join(input: JoinInput, bearer: string | null = null): Promise<Seat> {
    const nothing = { token: null, event: null, name: null, recordingConsent: null };
    const result = await this.client.request(EVENT_JOIN, { ...nothing, ...input }, { bearer });
    return seatOf(accepted(result.personalShopperEventJoin));
  }

  async deskEvent(event: string, bearer: string): Promise<DeskEvent | null> {
    return (await this.client.request(DESK_EVENT, { event }, { bearer })).personalShopperEvent;
  }

  async leaveMessage(input: MessageInput): Promise<void> {
    accepted((await this.client.request(MESSAGE_LEAVE, { input })).personalShopperMessageLeave);
  }
}

function seatOf(payload: JoinPayload): Seat {
  const { event, participant, accessToken, socketUrl, whipUrls, iceServers } = payload;
  if (event === null || participant === null || accessToken === null || socketUrl === null) {
    throw new ApiError("server", "The answer to joining is incomplete.");
  }
  return {
    eventId: event.id,
    participantId: participant.id,
    accessToken,
    socketUrl,
    whipUrl: whipUrls.find(({ source }) => source === "camera")?.url ?? null,
    iceServers,
  };
}
