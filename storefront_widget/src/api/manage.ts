/** What its customer asks of a booking, by the token of the link that manages it. */
import type { BookedEvent, BookingPage, SlotPayload } from "./booking";
import { ERRORS, EVENT, PAGE, SLOT } from "./booking-fields";
import { graphql, type Refusal } from "./graphql-client";

export interface ManagePage {
  readonly event: BookedEvent;
  readonly mayChange: boolean;
  readonly joinUrl: string | null;
  readonly calendarUrl: string | null;
  readonly bookingPage: BookingPage | null;
}

export const MANAGE_PAGE = graphql<
  { personalShopperManagePage: ManagePage | null },
  { token: string }
>(`
  query ManagePage($token: String!) {
    personalShopperManagePage(token: $token) {
      event {
        ${EVENT}
      }
      mayChange
      joinUrl
      calendarUrl
      bookingPage {
        ${PAGE}
      }
    }
  }
`);

export interface RescheduleVariables {
  readonly token: string;
  readonly startsAt: string;
  readonly timeZone: string;
  readonly anyPersonalShopper: boolean;
}

export const EVENT_RESCHEDULE = graphql<
  { personalShopperEventReschedule: SlotPayload & { readonly event: BookedEvent | null } },
  RescheduleVariables
>(`
  mutation EventReschedule(
    $token: String!
    $startsAt: DateTime!
    $timeZone: String!
    $anyPersonalShopper: Boolean!
  ) {
    personalShopperEventReschedule(
      token: $token
      startsAt: $startsAt
      timeZone: $timeZone
      anyPersonalShopper: $anyPersonalShopper
    ) {
      event {
        ${EVENT}
      }
      alternatives {
        ${SLOT}
      }
      ${ERRORS}
    }
  }
`);

export const EVENT_CANCEL = graphql<
  {
    personalShopperEventCancel: {
      readonly event: BookedEvent | null;
      readonly errors: readonly Refusal[];
    };
  },
  { token: string; reason: string }
>(`
  mutation EventCancel($token: String!, $reason: String) {
    personalShopperEventCancel(token: $token, reason: $reason) {
      event {
        ${EVENT}
      }
      ${ERRORS}
    }
  }
`);
