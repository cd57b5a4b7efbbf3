/** What leads back to a seat after a full page load of the shop. */
import type { JoinPayload } from "./entry";
import { graphql, type Refusal } from "./graphql-client";

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
        whepUrl
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
