import { RoomError } from "./room-error";
import { parseServerMessage, type ClientMessages, type ServerMessage } from "./room-messages";

export type ConnectionState = "connecting" | "open" | "reconnecting" | "closed";

/** Why the server closed the room to us for good. */
export type ClosedFor = "rights" | "replaced" | "unknown-event";

const CLOSED_FOR: Readonly<Record<number, ClosedFor>> = {
  4403: "rights",
  4404: "unknown-event",
  4409: "replaced",
};
const PING_MS = 15_000;
const ANSWER_TIMEOUT_MS = 10_000;
/** A connection that slept is dead unless it answers so soon. */
const WAKING_MS = 3_000;
/** Longer a connection is not waited for: a network that swallows everything never says no. */
const CONNECT_MS = 10_000;
const MAX_PAUSE_MS = 10_000;

export interface RoomSocketOptions {
  /** The first, one-use address; null to begin with a ticket. */
  readonly firstUrl: string | null;
  /** A new one-use address; throws while the server cannot be reached. */
  readonly freshUrl: () => Promise<string>;
  readonly onMessage: (message: ServerMessage) => void;
  readonly onState: (state: ConnectionState, closedFor: ClosedFor | null) => void;
  readonly open?: (url: string) => WebSocket;
}

interface Pending {
  readonly resolve: () => void;
  readonly reject: (error: RoomError) => void;
  readonly timer: ReturnType<typeof setTimeout>;
}

/** First soon, then 1, 2, 4, 8, 10 seconds, spread so that not everybody returns at once. */
export function pauseBefore(attempt: number, random = Math.random()): number {
  const base = attempt === 0 ? 500 : Math.min(MAX_PAUSE_MS, 1_000 * 2 ** (attempt - 1));
  return base * (0.5 + random);
}

/**
 * The room's WebSocket. It comes back by itself after a break and asks for what it missed
 * (`since`), so that `onMessage` sees every numbered message once and in order.
 */
export class RoomSocket {
  private socket: WebSocket | null = null;
  private seq = 0;
  private attempt = 0;
  private messageId = 0;
  /** A gap right after a replay is the server's own and is accepted. */
  private gapAskedAt = -1;
  private closed = false;
  private readonly pending = new Map<string, Pending>();
  private reconnectTimer: ReturnType<typeof setTimeout> | undefined;
  private connectTimer: ReturnType<typeof setTimeout> | undefined;
  private pingTimer: ReturnType<typeof setInterval> | undefined;

  constructor(private readonly options: RoomSocketOptions) {}

  start(): void {
    this.options.onState("connecting", null);
    if (this.options.firstUrl !== null) this.connect(this.options.firstUrl);
    else void this.reconnect();
  }

  /** Sends a message; settles with the server's answer. */
  send<Type extends keyof ClientMessages>(
    type: Type,
    data: ClientMessages[Type],
    timeoutMs = ANSWER_TIMEOUT_MS,
  ): Promise<void> {
    const id = String(++this.messageId);
    return new Promise((resolve, reject) => {
      if (this.socket?.readyState !== 1) {
        reject(new RoomError("OFFLINE", "The room is not connected."));
        return;
      }
      const timer = setTimeout(() => this.settle(id, timeout()), timeoutMs);
      this.pending.set(id, { resolve, reject, timer });
      this.socket.send(JSON.stringify({ type, id, data }));
    });
  }

  /**
   * Comes back at once, without waiting for the pause (the network is there again), and does not
   * trust a connection that may have died meanwhile.
   */
  hurry(): void {
    if (this.closed) return;
    if (this.socket !== null) {
      if (this.socket.readyState === 1) this.ping(WAKING_MS);
      return;
    }
    clearTimeout(this.reconnectTimer);
    this.attempt = 0;
    void this.reconnect();
  }

  close(): void {
    this.closed = true;
    clearTimeout(this.reconnectTimer);
    this.drop();
    this.options.onState("closed", null);
  }

  private connect(url: string): void {
    const open = this.options.open ?? ((address: string) => new WebSocket(address));
    const socket = open(this.withSince(url));
    this.socket = socket;
    clearTimeout(this.connectTimer);
    this.connectTimer = setTimeout(() => {
      if (socket === this.socket && socket.readyState === 0) this.breakOff();
    }, CONNECT_MS);
    socket.onopen = () => {
      this.pingTimer = setInterval(() => this.ping(ANSWER_TIMEOUT_MS), PING_MS);
    };
    socket.onmessage = (event: MessageEvent) => this.receive(event.data);
    socket.onclose = (event: CloseEvent) => this.handleClose(socket, event.code);
  }

  private ping(timeoutMs: number): void {
    const { socket } = this;
    this.send("ping", {}, timeoutMs).catch(() => {
      if (socket === this.socket) this.breakOff();
    });
  }

  private withSince(url: string): string {
    if (this.seq === 0) return url;
    return `${url}${url.includes("?") ? "&" : "?"}since=${this.seq}`;
  }

  private receive(frame: unknown): void {
    const message = parseServerMessage(frame);
    if (message === null) return;
    this.attempt = 0;
    this.options.onState("open", null);
    if (message.type === "ack" || message.type === "error") {
      const refusal =
        message.type === "error" ? new RoomError(message.data.code, message.data.message) : null;
      this.settle(message.id ?? message.data.id ?? "", refusal);
      return;
    }
    if (this.isNext(message)) this.options.onMessage(message);
  }

  private isNext(message: ServerMessage): boolean {
    if (message.type === "welcome") {
      this.seq = message.data.seq;
      return true;
    }
    if (message.seq === undefined) return true;
    if (message.seq <= this.seq) return false;
    if (message.seq > this.seq + 1 && this.gapAskedAt !== this.seq) {
      this.gapAskedAt = this.seq;
      this.breakOff();
      return false;
    }
    this.seq = message.seq;
    return true;
  }

  private handleClose(socket: WebSocket, code: number): void {
    if (socket !== this.socket) return;
    this.drop();
    const closedFor = CLOSED_FOR[code] ?? null;
    if (closedFor !== null) {
      this.closed = true;
      this.options.onState("closed", closedFor);
      return;
    }
    this.scheduleReconnect();
  }

  private scheduleReconnect(): void {
    if (this.closed) return;
    this.options.onState("reconnecting", null);
    clearTimeout(this.reconnectTimer);
    this.reconnectTimer = setTimeout(() => void this.reconnect(), pauseBefore(this.attempt++));
  }

  private async reconnect(): Promise<void> {
    try {
      const url = await this.options.freshUrl();
      if (!this.closed && this.socket === null) this.connect(url);
    } catch (error) {
      if (error instanceof RoomError) {
        this.closed = true;
        this.options.onState("closed", error.code === "SEAT_TAKEN" ? "replaced" : "rights");
        return;
      }
      this.scheduleReconnect();
    }
  }

  /** Leaves a connection that no longer answers, or that lost a message. */
  private breakOff(): void {
    const { socket } = this;
    if (socket === null || this.closed) return;
    this.drop();
    this.scheduleReconnect();
  }

  private drop(): void {
    clearInterval(this.pingTimer);
    clearTimeout(this.connectTimer);
    const { socket } = this;
    this.socket = null;
    socket?.close();
    for (const id of [...this.pending.keys()]) this.settle(id, timeout());
  }

  private settle(id: string, refusal: RoomError | null): void {
    const pending = this.pending.get(id);
    if (pending === undefined) return;
    this.pending.delete(id);
    clearTimeout(pending.timer);
    if (refusal === null) pending.resolve();
    else pending.reject(refusal);
  }
}

function timeout(): RoomError {
  return new RoomError("TIMEOUT", "The server did not answer in time.");
}
