import { SignallingError, type MediaSession } from "./media-signalling";

const TIMEOUT_MS = 4_000;

/** Finds new ways to the peer that the session has on the server (RFC 9725, section 4.3.3). */
export async function restartIce(
  connection: RTCPeerConnection,
  session: MediaSession,
  bearer: string,
): Promise<void> {
  const offer = await connection.createOffer({ iceRestart: true });
  await connection.setLocalDescription(offer);
  const fragment = `${credentialsIn(offer.sdp ?? "").join("\r\n")}\r\n`;
  const [ufrag = "", password = ""] = credentialsIn(await patch(session, fragment, bearer));
  const sdp = (connection.currentRemoteDescription?.sdp ?? "")
    .replaceAll(/^a=ice-ufrag:.*$/gm, ufrag)
    .replaceAll(/^a=ice-pwd:.*$/gm, password);
  await connection.setRemoteDescription({ type: "answer", sdp });
}

/** The lines with the first ice-ufrag and the first ice-pwd. */
function credentialsIn(sdp: string): string[] {
  return ["ufrag", "pwd"].map((name) => new RegExp(`^a=ice-${name}:.*$`, "m").exec(sdp)?.[0] ?? "");
}

async function patch(session: MediaSession, fragment: string, bearer: string): Promise<string> {
  const response = await fetch(session.url, {
    method: "PATCH",
    headers: {
      "Content-Type": "application/trickle-ice-sdpfrag",
      "If-Match": "*",
      Authorization: `Bearer ${bearer}`,
    },
    body: fragment,
    signal: AbortSignal.timeout(TIMEOUT_MS),
  }).catch(() => {
    throw new SignallingError(0);
  });
  if (response.status !== 200) throw new SignallingError(response.status);
  return await response.text();
}
