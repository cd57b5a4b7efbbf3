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
  readonly storeName: string | null;
  readonly customerName: string | null;
  readonly personalShopperName: string | null;
  readonly startsAt: string | null;
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
      storeName
      customerName
      personalShopperName
      startsAt
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
}

export interface JoinPayload {
  readonly participant: { readonly id: string } | null;
  readonly event: { readonly id: string; readonly status: EventStatus } | null;
  readonly accessToken: string | null;
  readonly socketUrl: string | null;
  readonly whipUrls: readonly { readonly source: string; readonly url: string }[];
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
  ) {
    personalShopperEventJoin(
      token: $token
      event: $event
      name: $name
      consent: $consent
      recordingConsent: $recordingConsent
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

export interface ResumeVariables {
  readonly event: string;
  readonly origin: string;
  readonly handle: string | null;
  readonly takeOver: boolean;
}

export interface ResumePayload extends JoinPayload {
  readonly handle: string | null;
  readonly linkUrl: string | null;
  readonly recordingConsent: boolean | null;
  readonly microphone: boolean | null;
  readonly camera: boolean | null;
}

export const EVENT_RESUME = graphql<{ personalShopperEventResume: ResumePayload }, ResumeVariables>(
  `
    mutation EventResume($event: ID!, $origin: String!, $handle: String, $takeOver: Boolean!) {
      personalShopperEventResume(
        event: $event
        origin: $origin
        handle: $handle
        takeOver: $takeOver
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
        iceServers {
          urls
          username
          credential
        }
        handle
        linkUrl
        recordingConsent
        microphone
        camera
        errors {
          field
          message
          code
        }
      }
    }
  `,
);

export const SEAT_KEEP = graphql<
  {
    personalShopperEventSeatKeep: {
      readonly handle: string | null;
      readonly errors: readonly Refusal[];
    };
  },
  { event: string; origin: string }
>(`
  mutation SeatKeep($event: ID!, $origin: String!) {
    personalShopperEventSeatKeep(event: $event, origin: $origin) {
      handle
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
  readonly customerName: string | null;
}

/** What staff sees of an event before joining it. */
export const DESK_EVENT = graphql<{ personalShopperEvent: DeskEvent | null }, { event: string }>(`
  query DeskEvent($event: ID!) {
    personalShopperEvent(id: $event) {
      status
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
