/** What the booking page asks. */
import type { EventStatus } from "../call/types";
import { ERRORS, EVENT, PAGE, PERSON, SLOT } from "./booking-fields";
import type { ConsentText } from "./entry";
import { graphql, type Refusal } from "./graphql-client";

export interface Person {
  readonly id: string;
  readonly name: string;
  /** Two-letter codes. */
  readonly languages: readonly string[];
  readonly avatarUrl: string | null;
}

export interface Slot {
  readonly startsAt: string;
  readonly endsAt: string;
  readonly personalShoppers: readonly { readonly id: string; readonly name: string }[];
}

export interface Question {
  readonly id: string;
  readonly label: string;
  readonly kind: "TEXT" | "PARAGRAPH" | "CHOICE" | "CHECKBOX";
  readonly required: boolean;
  readonly options: readonly string[];
}

export interface BookingPage {
  readonly campaign: string;
  readonly name: string;
  readonly description: string;
  readonly storeName: string;
  readonly logoUrl: string | null;
  /** Of the campaign's days. */
  readonly timeZone: string;
  readonly durationMinutes: number;
  /** The first day on which one may book. */
  readonly booksFrom: string;
  /** When slots may lie; null while none may. */
  readonly opensAt: string | null;
  readonly closesAt: string | null;
  readonly personalShoppers: readonly Person[];
  readonly questions: readonly Question[];
  readonly consentText: ConsentText;
  readonly privacyPolicyUrl: string | null;
  readonly termsUrl: string | null;
  readonly shopUrl: string | null;
}

export interface BookedEvent {
  readonly id: string;
  readonly status: EventStatus;
  readonly startsAt: string | null;
  readonly endsAt: string | null;
  readonly durationMinutes: number;
  readonly customerName: string | null;
  readonly customerEmail: string | null;
  readonly personalShopper: Person | null;
}

export interface WhoseSlots {
  readonly campaign: string;
  /** Null: of everybody. */
  readonly personalShopper: string | null;
}

export const BOOKING_PAGE = graphql<
  { personalShopperBookingPage: BookingPage | null },
  WhoseSlots
>(`
  query BookingPage($campaign: ID!, $personalShopper: ID) {
    personalShopperBookingPage(campaign: $campaign, personalShopper: $personalShopper) {
      ${PAGE}
    }
  }
`);

export interface SlotsVariables extends WhoseSlots {
  readonly from: string;
  readonly days: number;
  readonly timeZone: string;
  /** Of the booking that is moved: what it takes up itself is free to it. */
  readonly manageToken?: string;
}

export const AVAILABLE_SLOTS = graphql<
  { personalShopperAvailableSlots: readonly Slot[] },
  SlotsVariables
>(`
  query AvailableSlots(
    $campaign: ID!
    $personalShopper: ID
    $from: Date!
    $days: Int!
    $timeZone: String!
    $manageToken: String
  ) {
    personalShopperAvailableSlots(
      campaign: $campaign
      personalShopper: $personalShopper
      from: $from
      days: $days
      timeZone: $timeZone
      manageToken: $manageToken
    ) {
      ${SLOT}
    }
  }
`);

/** The answer to whoever wants a slot: where it cannot be had, the nearest that can. */
export interface SlotPayload {
  readonly alternatives: readonly Slot[];
  readonly errors: readonly Refusal[];
}

export interface Hold {
  readonly id: string;
  readonly startsAt: string;
  readonly expiresAt: string;
  readonly personalShopper: Person;
}

export interface HoldInput extends WhoseSlots {
  readonly startsAt: string;
}

export const SLOT_HOLD_CREATE = graphql<
  { personalShopperSlotHoldCreate: SlotPayload & { readonly hold: Hold | null } },
  { input: HoldInput }
>(`
  mutation SlotHoldCreate($input: PersonalShopperSlotHoldCreateInput!) {
    personalShopperSlotHoldCreate(input: $input) {
      hold {
        id
        startsAt
        expiresAt
        personalShopper {
          ${PERSON}
        }
      }
      alternatives {
        ${SLOT}
      }
      ${ERRORS}
    }
  }
`);

export const SLOT_HOLD_DELETE = graphql<
  { personalShopperSlotHoldDelete: { readonly errors: readonly Refusal[] } },
  { hold: string }
>(`
  mutation SlotHoldDelete($hold: ID!) {
    personalShopperSlotHoldDelete(hold: $hold) {
      ${ERRORS}
    }
  }
`);

export interface BookInput extends HoldInput {
  readonly name: string;
  readonly email: string;
  readonly phone: string | null;
  readonly timeZone: string;
  readonly language: string;
  readonly consent: boolean;
  readonly answers: readonly { readonly question: string; readonly answer: string }[];
  readonly idempotencyKey: string;
  readonly hold: string | null;
}

export interface Booking {
  readonly event: BookedEvent;
  readonly joinUrl: string;
  readonly manageUrl: string;
}

export const EVENT_BOOK = graphql<
  {
    personalShopperEventBook: SlotPayload & {
      readonly event: BookedEvent | null;
      readonly joinUrl: string | null;
      readonly manageUrl: string | null;
    };
  },
  { input: BookInput }
>(`
  mutation EventBook($input: PersonalShopperEventBookInput!) {
    personalShopperEventBook(input: $input) {
      event {
        ${EVENT}
      }
      joinUrl
      manageUrl
      alternatives {
        ${SLOT}
      }
      ${ERRORS}
    }
  }
`);
