import type { IceServer } from "../call/types";
import { graphql } from "./graphql-client";

/** A connection that carries nothing: to try whether media would come through. */
export interface TrialTicket {
  readonly url: string;
  /** The bearer; good once. */
  readonly ticket: string;
  readonly iceServers: readonly IceServer[];
}

export const MEDIA_TRIAL = graphql<
  { personalShopperMediaTrial: TrialTicket | null },
  { token: string | null; event: string | null }
>(`
  query MediaTrial($token: String, $event: ID) {
    personalShopperMediaTrial(token: $token, event: $event) {
      url
      ticket
      iceServers {
        urls
        username
        credential
      }
    }
  }
`);
