/** What a visitor asks before he has a seat in the room. */
import type { EventStatus, IceServer } from "../call/types";
import { graphql, type Refusal } from "./graphql-client";

export interface ConsentText {
  readonly id: string;
  readonly version: number;
  readonly text: string;
}

export interface Presence {
  readonly available: boolean;
  readonly personalShoppers: number;
  readonly waiting: number;
}

/** What the consent form shows, whichever way one enters. */
export interface ConsentMatter {
  readonly consentText: ConsentText | null;
  readonly privacyPolicyUrl: string | null;
  readonly termsUrl: string | null;
}

export interface CallPage extends ConsentMatter {
  readonly storeName: string;
  readonly presence: Presence;
  readonly product: {
    readonly id: string;
    readonly name: string;
    readonly thumbnailUrl: string | null;
  } | null;
  /** Whoever is signed in to the shop; the name may be empty. */
  readonly customer: { readonly name: string; readonly email: string } | null;
}

export const CALL_PAGE = graphql<
  { personalShopperCallPage: CallPage },
  { channel: string; product: string | null }
>(`
  query CallPage($channel: String!, $product: ID) {
    personalShopperCallPage(channel: $channel, product: $product) {
      storeName
      consentText {
        id
        version
        text
      }
      privacyPolicyUrl
      termsUrl
      presence {
        available
        personalShoppers
        waiting
      }
      product {
        id
        name
        thumbnailUrl
      }
      customer {
        name
        email
      }
    }
  }
`);

export type LinkState =
  "TOO_EARLY" | "WAITING" | "LIVE" | "FULL" | "ENDED" | "CANCELLED" | "EXPIRED" | "UNKNOWN";

export interface Link extends ConsentMatter {
  readonly kind: "CUSTOMER" | "GUEST" | null;
  readonly state: LinkState;
  /** The customer, whose link it is, is in the call on some device. */
  readonly seatTaken: boolean;
  readonly participantLimit: number | null;
  readonly storeName: string | null;
  readonly customerName: string | null;
  readonly personalShopperName: string | null;
  readonly startsAt: string | null;
  readonly opensAt: string | null;
  readonly durationMinutes: number | null;
  readonly calendarUrl: string | null;
  readonly surveyOpen: boolean;
  readonly shopUrl: string | null;
}

export const LINK = graphql<{ personalShopperLink: Link | null }, { token: string }>(`
  query Link($token: String!) {
    personalShopperLink(token: $token) {
      kind
      state
      seatTaken
      participantLimit
      storeName
      customerName
      personalShopperName
      startsAt
      opensAt
      durationMinutes
      consentText {
        id
        version
        text
      }
      privacyPolicyUrl
      termsUrl
      calendarUrl
      surveyOpen
      shopUrl
    }
  }
`);

export interface RequestInput {
  readonly channel: string;
  readonly name: string;
  readonly email: string | null;
  readonly product: string | null;
  readonly checkoutId: string | null;
  readonly language: string;
  readonly consent: boolean;
}

export const EVENT_REQUEST = graphql<
  {
    personalShopperEventRequest: {
      readonly joinUrl: string | null;
      readonly errors: readonly Refusal[];
    };
  },
  { input: RequestInput }
>(`
  mutation EventRequest($input: PersonalShopperEventRequestInput!) {
    personalShopperEventRequest(input: $input) {
      joinUrl
      errors {
        field
        message
        code
      }
    }
  }
`);

export interface JoinVariables {
  readonly token: string | null;
  readonly event: string | null;
  readonly name: string | null;
  readonly consent: boolean;
  readonly recordingConsent: boolean | null;
  /** Moves the call here from the device that has it. */
  readonly takeOver: boolean;
  /** By the customer's link, beside the customer. */
  readonly asGuest: boolean;
}

export interface JoinPayload {
  readonly participant: { readonly id: string } | null;
  readonly event: { readonly id: string; readonly status: EventStatus } | null;
  readonly accessToken: string | null;
  readonly socketUrl: string | null;
  readonly whipUrls: readonly { readonly source: string; readonly url: string }[];
  readonly whepUrl: string;
  readonly iceServers: readonly IceServer[];
  readonly errors: readonly Refusal[];
}

export const EVENT_JOIN = graphql<{ personalShopperEventJoin: JoinPayload }, JoinVariables>(`
  mutation EventJoin(
    $token: String
    $event: ID
    $name: String
    $consent: Boolean!
    $recordingConsent: Boolean
    $takeOver: Boolean
    $asGuest: Boolean
  ) {
    personalShopperEventJoin(
      token: $token
      event: $event
      name: $name
      consent: $consent
      recordingConsent: $recordingConsent
      takeOver: $takeOver
      asGuest: $asGuest
    ) {
      participant {
        id
      }
      event {
        id
        status
      }
      accessToken
      socketUrl
      whipUrls {
        source
        url
      }
      whepUrl
      iceServers {
        urls
        username
        credential
      }
      errors {
        field
        message
        code
      }
    }
  }
`);

export interface DeskEvent {
  readonly status: EventStatus;
  /** The personal shopper is in the call on some device. */
  readonly seatTaken: boolean | null;
  readonly customerName: string | null;
}

/** What staff sees of an event before joining it. */
export const DESK_EVENT = graphql<{ personalShopperEvent: DeskEvent | null }, { event: string }>(`
  query DeskEvent($event: ID!) {
    personalShopperEvent(id: $event) {
      status
      seatTaken
      customerName
    }
  }
`);

export interface MessageInput {
  readonly channel: string;
  readonly name: string;
  readonly email: string;
  readonly text: string;
  readonly product: string | null;
  readonly language: string;
}

export const MESSAGE_LEAVE = graphql<
  { personalShopperMessageLeave: { readonly errors: readonly Refusal[] } },
  { input: MessageInput }
>(`
  mutation MessageLeave($input: PersonalShopperMessageLeaveInput!) {
    personalShopperMessageLeave(input: $input) {
      errors {
        field
        message
        code
      }
    }
  }
`);
