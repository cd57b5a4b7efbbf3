import { peerConnection, postOffer } from "./media-signalling";
import { Store } from "./store";
import type { IceServer } from "./types";

/**
 * Whether picture and sound would come through: straight, by a TURN server, or not at all;
 * `unknown` where that could not be found out.
 */
export type MediaPath = "untried" | "trying" | "direct" | "relayed" | "blocked" | "unknown";

export interface MediaTrialState {
  readonly path: MediaPath;
  /** What a firewall would have to let through; told when it does not. */
  readonly server: { readonly host: string; readonly port: number } | null;
}

export interface MediaTrialOptions {
  /** Leave for one trial; null where there is none to be had. */
  readonly ask: () => Promise<{
    readonly url: string;
    readonly ticket: string;
    readonly iceServers: readonly IceServer[];
  } | null>;
}

/** Long enough for a relay far away. */
const CONNECT_MS = 8_000;
const UNKNOWN: MediaTrialState = { path: "unknown", server: null };

/** Tries before a call, by a real connection to the media worker that carries nothing (V2). */
export class MediaTrial {
  readonly state = new Store<MediaTrialState>({ path: "untried", server: null });

  constructor(private readonly options: MediaTrialOptions) {}

  async run(): Promise<void> {
    if (this.state.value.path === "trying") return;
    this.state.set({ path: "trying", server: null });
    this.state.set(await this.connect().catch(() => UNKNOWN));
  }

  private async connect(): Promise<MediaTrialState> {
    const given = await this.options.ask();
    if (given === null) return UNKNOWN;
    const connection = peerConnection(given.iceServers);
    try {
      // An empty microphone's line: what a publication offers, and no camera is asked for.
      connection.addTransceiver("audio", { direction: "sendonly" });
      const sdp = await (await postOffer(connection, given.url, given.ticket)).text();
      await connection.setRemoteDescription({ type: "answer", sdp });
      if (!(await isConnected(connection))) return { path: "blocked", server: serverOf(sdp) };
      return { path: (await isRelayed(connection)) ? "relayed" : "direct", server: null };
    } finally {
      connection.close();
    }
  }
}

function isConnected(connection: RTCPeerConnection): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), CONNECT_MS);
    connection.onconnectionstatechange = () => {
      const { connectionState } = connection;
      if (connectionState !== "connected" && connectionState !== "failed") return;
      clearTimeout(timer);
      resolve(connectionState === "connected");
    };
  });
}

async function isRelayed(connection: RTCPeerConnection): Promise<boolean> {
  const stats = [...(await connection.getStats()).values()] as AnyStats[];
  // Firefox marks the pair itself.
  const chosen = stats.find(({ type }) => type === "transport")?.selectedCandidatePairId;
  const pair = stats.find(({ id, selected }) => id === chosen || selected === true);
  return stats.some(
    ({ id, candidateType }) => id === pair?.localCandidateId && candidateType === "relay",
  );
}

interface AnyStats extends RTCStats {
  readonly selectedCandidatePairId?: string;
  readonly selected?: boolean;
  readonly localCandidateId?: string;
  readonly candidateType?: string;
}

/** The first address in an SDP answer. */
export function serverOf(sdp: string): MediaTrialState["server"] {
  const [, host, port] = /^a=candidate:\S+ \d+ udp \d+ (\S+) (\d+) typ host/im.exec(sdp) ?? [];
  return host === undefined ? null : { host, port: Number(port) };
}
