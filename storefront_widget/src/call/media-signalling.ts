/**
 * WHIP (RFC 9725) and WHEP: one POST of an offer brings the whole answer. Nothing trickles, the
 * server learns our addresses from the connectivity checks; ICE servers come with joining, so Link
 * headers are not read.
 */
import type { IceServer } from "./types";

const TIMEOUT_MS = 10_000;
/** It is not there, or the same offer will always be too much for it. */
const FINAL = new Set([400, 404, 410, 413, 415, 422]);

/** The server refused an offer; `status` is HTTP's, 0 when nothing came through. */
export class SignallingError extends Error {
  constructor(readonly status: number) {
    super(`The media server answered ${status}.`);
  }

  /** Whether asking again later can help. */
  get mayHeal(): boolean {
    return !FINAL.has(this.status);
  }
}

export interface MediaSession {
  /** Where the session is ended. */
  readonly url: string;
}

export function peerConnection(iceServers: readonly IceServer[]): RTCPeerConnection {
  return new RTCPeerConnection({
    bundlePolicy: "max-bundle",
    iceServers: iceServers.map(({ urls, username, credential }) => ({
      urls: [...urls],
      ...(username === null ? {} : { username }),
      ...(credential === null ? {} : { credential }),
    })),
  });
}

/** Offers, posts the offer to `url` and takes the answer. */
export async function negotiate(
  connection: RTCPeerConnection,
  url: string,
  bearer: string,
): Promise<MediaSession> {
  const response = await postOffer(connection, url, bearer);
  const session = {
    url: new URL(response.headers.get("Location") ?? url, response.url || url).href,
  };
  const sdp = await response.text();
  if (connection.signalingState === "closed") {
    endSession(session, bearer);
    throw new SignallingError(0);
  }
  await connection.setRemoteDescription({ type: "answer", sdp });
  return session;
}

/** Makes an offer and posts it to `url`; the body is the SDP answer, yet to be taken. */
export async function postOffer(
  connection: RTCPeerConnection,
  url: string,
  bearer: string,
): Promise<Response> {
  const offer = await connection.createOffer();
  await connection.setLocalDescription(offer);
  return await post(url, offer.sdp ?? "", bearer);
}

async function post(url: string, sdp: string, bearer: string): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(url, {
      method: "POST",
      headers: { "Content-Type": "application/sdp", Authorization: `Bearer ${bearer}` },
      body: sdp,
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
  } catch {
    throw new SignallingError(0);
  }
  if (response.status !== 201) throw new SignallingError(response.status);
  return response;
}

/** Ends the session, also while the page is being closed. */
export function endSession(session: MediaSession, bearer: string): void {
  fetch(session.url, {
    method: "DELETE",
    headers: { Authorization: `Bearer ${bearer}` },
    keepalive: true,
  }).catch(() => {
    // The node ends a silent session by itself.
  });
}
