/** What a participant asks of his event; the bearer is his access token. */
import { graphql, type Refusal } from "./graphql-client";

interface Payload {
  readonly errors: readonly Refusal[];
}

export const SOCKET_TICKET = graphql<
  { personalShopperEventSocketTicket: Payload & { readonly socketUrl: string | null } },
  { event: string }
>(`
  mutation SocketTicket($event: ID!) {
    personalShopperEventSocketTicket(event: $event) {
      socketUrl
      errors {
        field
        message
        code
      }
    }
  }
`);

export const EVENT_LEAVE = graphql<{ personalShopperEventLeave: Payload }, { event: string }>(`
  mutation EventLeave($event: ID!) {
    personalShopperEventLeave(event: $event) {
      errors {
        field
        message
        code
      }
    }
  }
`);

export const EVENT_END = graphql<{ personalShopperEventEnd: Payload }, { event: string }>(`
  mutation EventEnd($event: ID!) {
    personalShopperEventEnd(event: $event) {
      errors {
        field
        message
        code
      }
    }
  }
`);

export type ConsentKind = "CALL" | "RECORDING";

export const CONSENT_UPDATE = graphql<
  { personalShopperEventConsentUpdate: Payload },
  { event: string; kind: ConsentKind; given: boolean }
>(`
  mutation ConsentUpdate($event: ID!, $kind: PersonalShopperConsentKind!, $given: Boolean!) {
    personalShopperEventConsentUpdate(event: $event, kind: $kind, given: $given) {
      errors {
        field
        message
        code
      }
    }
  }
`);

export const SURVEY_ANSWER = graphql<
  { personalShopperEventSurveyAnswer: Payload },
  { event: string; score: number; comment: string }
>(`
  mutation SurveyAnswer($event: ID!, $score: Int!, $comment: String) {
    personalShopperEventSurveyAnswer(event: $event, score: $score, comment: $comment) {
      errors {
        field
        message
        code
      }
    }
  }
`);
