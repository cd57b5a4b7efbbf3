import { ApiError, RefusedError } from "../api/graphql-client";
import type { FilesApi } from "../api/files-api";
import type { RoomApi } from "../api/room-api";
import { ChatOutbox } from "./chat-outbox";
import { FileLinks } from "./file-links";
import type { LocalMedia } from "./local-media";
import { MediaRoom } from "./media-room";
import { personId, type ServerMessage } from "./room-messages";
import { RoomError } from "./room-error";
import { RoomSocket, type ClosedFor, type ConnectionState } from "./room-socket";
import { reduceRoom, type RoomState } from "./room-state";
import { isInLobby } from "./room-views";
import { Store } from "./store";
import type { ChatMessage, Seat } from "./types";
import { Uploads, type UploadMemory } from "./uploads";

export interface SessionState {
  readonly room: RoomState | null;
  readonly connection: ConnectionState;
  readonly closedFor: ClosedFor | null;
  /** The participant left by himself; the call may go on. */
  readonly hasLeft: boolean;
}

/** Something that happened and that the participant should be told once. */
export type RoomNews = {
  readonly before: RoomState;
  readonly after: RoomState;
  readonly message: ServerMessage;
};

export interface SessionOptions {
  readonly seat: Seat;
  readonly local: LocalMedia;
  readonly makeApi: (event: string, bearer: () => string) => RoomApi;
  readonly makeFiles: (event: string, bearer: () => string) => FilesApi;
  readonly uploadMemory: UploadMemory;
  /** Takes the seat anew when the access token died (a laptop slept); null when it cannot. */
  readonly rejoin: (() => Promise<Seat>) | null;
  readonly onNews: (news: RoomNews) => void;
  /** The access token was renewed. */
  readonly onSeat: (seat: Seat) => void;
}

/** How long a newer publication of ours, which replaced a removed one, may take to be told. */
const REPUBLISH_MS = 1_000;
/** How often the others are told that one is still typing. */
const TYPING_MS = 3_000;

/** One participant's call: room, media and what he does in it. */
export class CallSession {
  readonly state = new Store<SessionState>({
    room: null,
    connection: "connecting",
    closedFor: null,
    hasLeft: false,
  });
  readonly media: MediaRoom;
  readonly api: RoomApi;
  readonly files: FilesApi;
  readonly links: FileLinks;
  readonly uploads: Uploads;
  readonly outbox: ChatOutbox;
  private readonly socket: RoomSocket;
  private seat: Seat;
  private stopLocal: (() => void) | null = null;
  private typingToldAt = 0;

  constructor(private readonly options: SessionOptions) {
    this.seat = options.seat;
    const bearer = (): string => this.seat.accessToken;
    this.api = options.makeApi(this.seat.eventId, bearer);
    this.files = options.makeFiles(this.seat.eventId, bearer);
    this.links = new FileLinks(this.files);
    this.uploads = new Uploads(this.files, options.uploadMemory);
    this.outbox = new ChatOutbox((text, key) => this.socket.send("chat.send", { text, key }));
    const { whipUrl, screenUrl, whepUrl, iceServers } = this.seat;
    this.media = new MediaRoom({ whipUrl, screenUrl, whepUrl, iceServers, bearer });
    this.socket = new RoomSocket({
      firstUrl: this.seat.socketUrl === "" ? null : this.seat.socketUrl,
      freshUrl: () => this.freshSocketUrl(),
      onMessage: (message) => this.receive(message),
      onState: (connection, closedFor) => this.handleConnection(connection, closedFor),
    });
  }

  start(): void {
    this.socket.start();
  }

  /** The page is back, from a locked phone or a lost network: nothing waits for a timeout. */
  wake(): void {
    this.socket.hurry();
    this.media.hurry();
    this.uploads.hurry();
  }

  /** Sends it now, or as soon as there is a connection. */
  sendChat(text: string): void {
    this.typingToldAt = 0;
    this.outbox.write(text);
  }

  setTyping(typing: boolean): void {
    const now = Date.now();
    if (typing ? now - this.typingToldAt < TYPING_MS : this.typingToldAt === 0) return;
    this.typingToldAt = typing ? now : 0;
    this.socket.send("chat.typing", { typing }).catch(ignore);
  }

  /** This publication stands large on the page now. */
  showLarge(large: string): void {
    this.socket.send("media.view", { large }).catch(ignore);
  }

  /** Leaves; the call goes on for the others. */
  async leave(): Promise<void> {
    this.state.update({ hasLeft: true });
    const left = this.api.leave().catch(ignore);
    this.close();
    await left;
  }

  /** Ends the call for everybody. */
  async endForAll(): Promise<void> {
    await this.api.end();
  }

  /** `ended`: the server ended it. */
  close(how: { ended?: boolean } = {}): void {
    this.stopMedia(how);
    this.uploads.close();
    this.outbox.close();
    this.socket.close();
  }

  private stopMedia(how: { ended?: boolean }): void {
    this.stopLocal?.();
    this.stopLocal = null;
    this.media.close(how);
  }

  private handleConnection(connection: ConnectionState, closedFor: ClosedFor | null): void {
    if (closedFor !== null) {
      this.stopMedia({ ended: closedFor !== "replaced" });
      this.uploads.close();
      this.outbox.close();
    }
    const isBack = connection === "open" && this.state.value.connection !== "open";
    this.state.update({ connection, closedFor });
    if (isBack) this.outbox.resume();
  }

  private receive(message: ServerMessage): void {
    if (message.type === "token") {
      this.renew({ ...this.seat, accessToken: message.data.accessToken });
      return;
    }
    const before = this.state.value.room;
    if (message.type === "media.slots") {
      if (message.data.participant === before?.me.id) this.media.tellSlots(message.data);
      return;
    }
    const room = reduceRoom(before, message);
    this.state.update({ room });
    if (room === null || room === before) return;
    this.followChat(room, message);
    this.followMedia(room);
    this.noticeLostPublication(before, message);
    if (before !== null && message.type !== "welcome") {
      this.options.onNews({ before, after: room, message });
    }
    const isGone = isMyself(room, message);
    if (room.end !== null || isGone) this.close({ ended: true });
    if (isGone) this.state.update({ closedFor: "rights" });
  }

  /** What is in the chat has arrived, whether that was acknowledged or not. */
  private followChat(room: RoomState, message: ServerMessage): void {
    if (message.type === "chat.message") this.settle(message.data);
    if (message.type !== "welcome") return;
    for (const arrived of room.chat) this.settle(arrived);
    this.outbox.settleTaken();
    void this.uploads.start();
  }

  private settle({ file, key }: ChatMessage): void {
    if (file) this.uploads.settle(file.id);
    if (key) this.outbox.settle(key);
  }

  private followMedia(room: RoomState): void {
    if (isInLobby(room) || room.end !== null) return;
    if (this.stopLocal === null) this.publish();
    const others = room.publications.filter(({ participant }) => participant.id !== room.me.id);
    this.media.follow(others, room.participantLimit);
  }

  /** A media node that died took our publication with it: we need not wait for the silence. */
  private noticeLostPublication(before: RoomState | null, message: ServerMessage): void {
    if (before === null || message.type !== "publication.removed") return;
    const lost = before.publications.find(({ id }) => id === message.data.id);
    if (lost === undefined || lost.participant.id !== before.me.id) return;
    setTimeout(() => {
      const { room } = this.state.value;
      const isBack = room?.publications.some(
        ({ participant, source }) => participant.id === room.me.id && source === lost.source,
      );
      if (isBack === false && room?.end === null) this.media.republish(lost.source);
    }, REPUBLISH_MS);
  }

  private publish(): void {
    const { local } = this.options;
    let told = "";
    const send = (): void => {
      const { microphone, camera } = local.sending();
      void this.media.send(local.tracks());
      if (told === `${microphone}${camera}`) return;
      told = `${microphone}${camera}`;
      this.socket.send("media.update", { microphone, camera }).catch(() => (told = ""));
    };
    const stopLocal = local.state.subscribe(send);
    // After a reconnection the others are told again.
    const stopState = this.state.subscribe(() => {
      if (this.state.value.connection === "open" && told === "") send();
    });
    this.stopLocal = () => {
      stopLocal();
      stopState();
    };
    send();
  }

  private async freshSocketUrl(): Promise<string> {
    try {
      return await this.api.socketUrl();
    } catch (error) {
      const isRefused =
        error instanceof RefusedError || (error instanceof ApiError && error.kind === "auth");
      if (!isRefused) throw error;
      return await this.rejoin();
    }
  }

  private async rejoin(): Promise<string> {
    if (this.options.rejoin === null) throw new RoomError("PERMISSION_DENIED", "The seat is lost.");
    try {
      this.renew(await this.options.rejoin());
      return this.seat.socketUrl;
    } catch (error) {
      if (error instanceof RefusedError) throw new RoomError(error.code, error.message);
      throw error;
    }
  }

  /** Lets the seat be remembered anew. */
  keepSeat(): void {
    this.options.onSeat(this.seat);
  }

  private renew(seat: Seat): void {
    this.seat = seat;
    this.options.onSeat(seat);
  }
}

/** Whether the server took this very participant out of the room. */
function isMyself(room: RoomState, message: ServerMessage): boolean {
  return message.type === "participant.left" && personId(message.data.id) === room.me.id;
}

function ignore(): void {
  // Whoever is not reached now is told by the room's next state.
}
