import { restartIce } from "./ice-restart";
import { pauseBefore } from "./room-socket";
import {
  endSession,
  negotiate,
  peerConnection,
  SignallingError,
  type MediaSession,
} from "./media-signalling";
import type { IceServer } from "./types";

export type MediaState = "connecting" | "connected" | "failed" | "closed";

export interface MediaLinkOptions {
  readonly url: string;
  readonly iceServers: readonly IceServer[];
  readonly bearer: () => string;
  /** Adds the transceivers of each new connection. */
  readonly prepare: (connection: RTCPeerConnection) => void;
  readonly onState: (state: MediaState) => void;
  /** The server will not have it, however often it is asked. */
  readonly onRefused?: () => void;
}

/** A short break heals by itself within this time; afterwards new ways are sought so often. */
const DISCONNECTED_MS = 4_000;
/** Of that time makes a minute, as long as the server keeps a silent peer. */
const MOST_RESTARTS = 15;
/** A connection that never came up is given up after this time. */
const CONNECT_MS = 12_000;

/**
 * One connection with the media server. When it breaks, new ways are sought to the same peer there;
 * when that is gone or was never reached, the connection is set up anew, by another POST.
 */
export class MediaLink {
  private connection: RTCPeerConnection | null = null;
  private session: MediaSession | null = null;
  private attempt = 0;
  /** Since it was connected; null before the first time. */
  private restarts: number | null = null;
  private mending: RTCPeerConnection | null = null;
  private closed = false;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly options: MediaLinkOptions) {}

  /** The server's name for it: the last part of the session's address. Null while there is none. */
  get sessionId(): string | null {
    return this.session?.url.split("/").at(-1) ?? null;
  }

  start(): void {
    void this.connect();
  }

  /** `ended`: the server ended the session itself, so that there is nothing to tell it. */
  close({ ended = false } = {}): void {
    if (this.closed) return;
    this.closed = true;
    if (ended) this.session = null;
    this.drop();
    this.options.onState("closed");
  }

  /** Mends the connection at once, unless it is well (the network is there again). */
  hurry(): void {
    const { connection } = this;
    if (this.closed || connection?.connectionState === "connected") return;
    this.attempt = 0;
    if (connection !== null && this.restarts !== null) void this.mend(connection);
    else this.restart();
  }

  /** Asks whether the server still knows the connection, and sets it up anew where it does not. */
  check(): void {
    const { connection } = this;
    if (connection !== null && this.restarts !== null) void this.mend(connection);
  }

  /** Sets the connection up anew at once. */
  restart(): void {
    if (this.closed) return;
    this.attempt = 0;
    this.drop();
    void this.connect();
  }

  /**
   * Sets up another connection, for which the server ends the present one. If that is well it stays
   * open for whoever shows what it brought, and is his to close; null where it is not.
   */
  replace(): RTCPeerConnection | null {
    const { connection } = this;
    const isWell = connection?.connectionState === "connected";
    if (isWell) {
      connection.onconnectionstatechange = null;
      this.connection = this.session = null;
    }
    this.restart();
    return isWell ? connection : null;
  }

  private async connect(): Promise<void> {
    const connection = peerConnection(this.options.iceServers);
    this.connection = connection;
    this.options.onState("connecting");
    connection.onconnectionstatechange = () => this.follow(connection);
    this.options.prepare(connection);
    this.retryAfter(CONNECT_MS, connection);
    try {
      this.session = await negotiate(connection, this.options.url, this.options.bearer());
    } catch (error) {
      if (this.connection === connection) this.handleRefusal(error);
    }
  }

  private handleRefusal(error: unknown): void {
    this.drop();
    this.options.onState("failed");
    if (error instanceof SignallingError && !error.mayHeal) this.options.onRefused?.();
    else this.retry();
  }

  private follow(connection: RTCPeerConnection): void {
    if (connection !== this.connection) return;
    switch (connection.connectionState) {
      case "connected":
        clearTimeout(this.timer);
        this.attempt = 0;
        this.restarts = 0;
        this.options.onState("connected");
        return;
      case "disconnected":
        this.options.onState("connecting");
        this.retryAfter(DISCONNECTED_MS, connection);
        return;
      case "failed":
        this.options.onState("failed");
        void this.mend(connection);
        return;
      default:
    }
  }

  private retryAfter(milliseconds: number, connection: RTCPeerConnection): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      if (connection !== this.connection || connection.connectionState === "connected") return;
      void this.mend(connection);
    }, milliseconds);
  }

  /** One at a time: an answer belongs to the newest offer. */
  private async mend(connection: RTCPeerConnection): Promise<void> {
    const { session, restarts } = this;
    if (this.mending === connection) return;
    if (session === null || restarts === null || restarts >= MOST_RESTARTS) {
      this.drop();
      this.retry();
      return;
    }
    this.restarts = restarts + 1;
    this.mending = connection;
    const isKnown = await this.isKnownAfterRestart(connection, session);
    this.mending = null;
    if (connection !== this.connection) return;
    if (isKnown) this.retryAfter(DISCONNECTED_MS, connection);
    else this.restart();
  }

  /** Whether the peer is there still, as far as could be found out. */
  private async isKnownAfterRestart(
    connection: RTCPeerConnection,
    session: MediaSession,
  ): Promise<boolean> {
    try {
      await restartIce(connection, session, this.options.bearer());
      return true;
    } catch (error) {
      return error instanceof SignallingError && (error.status === 0 || error.status >= 500);
    }
  }

  private retry(): void {
    if (this.closed) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.connect(), pauseBefore(this.attempt++));
  }

  private drop(): void {
    clearTimeout(this.timer);
    if (this.session !== null) endSession(this.session, this.options.bearer());
    this.session = null;
    this.restarts = null;
    const { connection } = this;
    this.connection = null;
    if (connection === null) return;
    connection.onconnectionstatechange = null;
    connection.close();
  }
}
