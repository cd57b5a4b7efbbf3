// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ApiError, RefusedError } from "../api/graphql-client";
import type { RoomApi } from "../api/room-api";
import { CallSession, type RoomNews } from "./call-session";
import type { LocalMedia } from "./local-media";
import type { LocalMediaState } from "./local-media-state";
import { Store } from "./store";
import { chatFile, customer, personalShopper, welcomeData } from "./testing";
import { FakeFiles } from "./testing-files";
import type { EventStatus, Seat } from "./types";

class FakeSocket {
  static all: FakeSocket[] = [];
  readyState = 1;
  readonly sent: { type: string; data: unknown }[] = [];
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: string }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;

  constructor(readonly url: string) {
    FakeSocket.all.push(this);
  }

  send(frame: string): void {
    const { type, id, data } = JSON.parse(frame) as { type: string; id: string; data: unknown };
    this.sent.push({ type, data });
    this.say("ack", {}, { id });
  }

  say(type: string, data: object, extra: object = {}): void {
    this.onmessage?.({ data: JSON.stringify({ type, at: "", data, ...extra }) });
  }

  close(): void {
    this.readyState = 3;
  }
}

const SEAT: Seat = {
  eventId: "event",
  participantId: customer.id,
  accessToken: "first",
  socketUrl: "wss://app/room?ticket=1",
  whipUrl: null,
  screenUrl: null,
  iceServers: [],
};

describe("CallSession", () => {
  const local = new Store({ microphoneOn: true, cameraOn: false } as LocalMediaState);
  const seats: Seat[] = [];
  const news: RoomNews[] = [];
  const api = { socketUrl: vi.fn(), leave: vi.fn(() => Promise.resolve()) };
  const rejoin = vi.fn<() => Promise<Seat>>();
  let bearer: () => string;
  let session: CallSession;
  let files: FakeFiles;

  const socket = (): FakeSocket => FakeSocket.all.at(-1)!;
  const told = (): unknown[] =>
    socket().sent.flatMap(({ type, data }) => (type === "media.update" ? [data] : []));

  function enter(status: EventStatus): void {
    const { event } = welcomeData();
    socket().say("welcome", welcomeData({ event: { ...event, status } }));
  }

  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal("WebSocket", FakeSocket);
    FakeSocket.all = [];
    seats.length = 0;
    news.length = 0;
    api.socketUrl.mockReset();
    rejoin.mockReset();
    files = new FakeFiles();
    session = new CallSession({
      seat: SEAT,
      local: {
        state: local,
        tracks: () => ({ audio: null, video: null }),
        sending: () => ({ microphone: true, camera: false }),
      } as unknown as LocalMedia,
      makeApi: (_event, getBearer) => {
        bearer = getBearer;
        return api as unknown as RoomApi;
      },
      makeFiles: () => files.api,
      uploadMemory: files.memory,
      rejoin,
      onNews: (one) => news.push(one),
      onSeat: (seat) => seats.push(seat),
    });
    vi.spyOn(session.media, "send").mockResolvedValue();
    vi.spyOn(session.media, "follow").mockReturnValue();
    vi.spyOn(session.media, "republish").mockReturnValue();
    vi.spyOn(session.media, "close");
    session.start();
  });

  afterEach(() => {
    session.close();
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it("should send nothing while the customer waits in the lobby", () => {
    enter("WAITING");
    expect(session.media.send).not.toHaveBeenCalled();
    expect(told()).toEqual([]);
  });

  it("should send and follow from the moment the call is live, and say what is on", () => {
    enter("WAITING");
    socket().say("event.status", { status: "LIVE" }, { seq: 11 });
    expect(session.media.send).toHaveBeenCalledTimes(1);
    expect(told()).toEqual([{ microphone: true, camera: false }]);
  });

  it("should not follow its own publication", () => {
    const publications = [personalShopper, customer].map((person) => ({
      id: `pub-${person.id}`,
      source: "camera" as const,
      participant: person,
      whepUrl: "",
    }));
    socket().say("welcome", welcomeData({ publications }));
    expect(session.media.follow).toHaveBeenLastCalledWith([publications[0]], 6);
  });

  it("should hear of its own slots alone", () => {
    const tellSlots = vi.spyOn(session.media, "tellSlots").mockReturnValue();
    enter("LIVE");
    const slots = { session: "s1", slots: ["a", null] };
    socket().say("media.slots", { participant: personalShopper.id, ...slots });
    expect(tellSlots).not.toHaveBeenCalled();
    socket().say("media.slots", { participant: customer.id, ...slots });
    expect(tellSlots).toHaveBeenCalledExactlyOnceWith({ participant: customer.id, ...slots });
  });

  it("should use the newest access token and let it be remembered", () => {
    enter("LIVE");
    socket().say("token", { accessToken: "second", expiresAt: "" });
    expect(bearer()).toBe("second");
    expect(seats.at(-1)?.accessToken).toBe("second");
  });

  it("should take its seat anew when the access token died in a sleeping laptop", async () => {
    enter("LIVE");
    api.socketUrl.mockRejectedValue(new ApiError("auth", ""));
    rejoin.mockResolvedValue({
      ...SEAT,
      accessToken: "third",
      socketUrl: "wss://app/room?ticket=3",
    });
    socket().onclose?.({ code: 1006 });
    await vi.advanceTimersByTimeAsync(1_000);
    expect(bearer()).toBe("third");
    expect(socket().url).toBe("wss://app/room?ticket=3&since=10");
  });

  it("should end when the seat cannot be taken again", async () => {
    enter("LIVE");
    api.socketUrl.mockRejectedValue(new ApiError("auth", ""));
    rejoin.mockRejectedValue(new RefusedError([{ field: null, message: "Over.", code: "ENDED" }]));
    socket().onclose?.({ code: 1006 });
    await vi.advanceTimersByTimeAsync(1_000);
    expect(session.state.value.closedFor).toBe("rights");
    expect(session.media.close).toHaveBeenCalled();
  });

  it("should let camera and microphone go when another window took the seat", () => {
    enter("LIVE");
    socket().onclose?.({ code: 4409 });
    expect(session.state.value.closedFor).toBe("replaced");
    expect(session.media.close).toHaveBeenCalled();
  });

  it("should be out when the server took this participant out", () => {
    enter("LIVE");
    socket().say("participant.left", { id: customer.id }, { seq: 11 });
    expect(session.state.value).toMatchObject({ closedFor: "rights", connection: "closed" });
  });

  it("should publish anew when the server lost its publication, but not when it was replaced", () => {
    const mine = { id: "old", source: "camera", participant: customer, whepUrl: "" } as const;
    socket().say("welcome", welcomeData({ publications: [mine] }));
    socket().say("publication.removed", { id: "old" }, { seq: 11 });
    socket().say("publication.added", { publication: { ...mine, id: "new" } }, { seq: 12 });
    vi.advanceTimersByTime(2_000);
    expect(session.media.republish).not.toHaveBeenCalled();
    socket().say("publication.removed", { id: "new" }, { seq: 13 });
    vi.advanceTimersByTime(2_000);
    expect(session.media.republish).toHaveBeenCalledTimes(1);
  });

  it("should send its screen anew when only that was lost", () => {
    const mine = { id: "c", source: "camera", participant: customer, whepUrl: "" } as const;
    const screen = { ...mine, id: "s", source: "screen" } as const;
    socket().say("welcome", welcomeData({ publications: [mine, screen] }));
    socket().say("publication.removed", { id: "s" }, { seq: 11 });
    vi.advanceTimersByTime(2_000);
    expect(session.media.republish).toHaveBeenCalledExactlyOnceWith("screen");
  });

  describe("what is written while the connection breaks", () => {
    const said = (): unknown[] =>
      socket().sent.flatMap(({ type, data }) => (type === "chat.send" ? [data] : []));
    const write = (text: string): string => {
      session.sendChat(text);
      return session.outbox.state.value.at(-1)?.key ?? "";
    };

    async function breakOff(): Promise<void> {
      api.socketUrl.mockResolvedValue("wss://app/room?ticket=2");
      socket().readyState = 3;
      socket().onclose?.({ code: 1006 });
      await vi.advanceTimersByTimeAsync(0);
    }

    it("should be sent when it is there again", async () => {
      enter("LIVE");
      await breakOff();
      const keys = [write("one"), write("two")];
      expect(session.outbox.state.value).toHaveLength(2);
      await vi.advanceTimersByTimeAsync(1_000);
      enter("LIVE");
      await vi.advanceTimersByTimeAsync(0);
      expect(said()).toEqual([
        { text: "one", key: keys[0] },
        { text: "two", key: keys[1] },
      ]);
      expect(session.outbox.state.value.every(({ isTaken }) => isTaken)).toBe(true);
    });

    it("should not be waited for once the room shows it", async () => {
      enter("LIVE");
      await breakOff();
      const key = write("one");
      await vi.advanceTimersByTimeAsync(1_000);
      const { event } = welcomeData();
      const message = { id: "c1", participant: customer, text: "one", sentAt: "", key };
      socket().say("welcome", welcomeData({ event, chat: [message] }));
      expect(session.outbox.state.value).toEqual([]);
    });
  });

  it("should tell news of the room once, and none of the state it began with", () => {
    enter("LIVE");
    expect(news).toEqual([]);
    const placed = [{ number: "7" }, { seq: 11 }] as const;
    socket().say("order.placed", ...placed);
    socket().say("order.placed", ...placed);
    expect(news).toHaveLength(1);
  });

  it("should tell that one types at most every three seconds, and when one stopped", () => {
    enter("LIVE");
    session.setTyping(true);
    session.setTyping(true);
    vi.advanceTimersByTime(3_100);
    session.setTyping(true);
    session.setTyping(false);
    session.setTyping(false);
    const typing = socket().sent.flatMap(({ type, data }) =>
      type === "chat.typing" ? [data] : [],
    );
    expect(typing).toEqual([{ typing: true }, { typing: true }, { typing: false }]);
  });

  it("should leave for itself only", async () => {
    enter("LIVE");
    await session.leave();
    expect(api.leave).toHaveBeenCalledTimes(1);
    expect(session.state.value).toMatchObject({ hasLeft: true, connection: "closed" });
  });

  it("should take a file off the list of uploads when its message comes", async () => {
    enter("LIVE");
    session.uploads.add(new Blob(["hello"]), "a.txt");
    await vi.advanceTimersByTimeAsync(1_000);
    expect(session.uploads.state.value).toMatchObject([{ phase: "checking" }]);
    const chat = { id: "c1", participant: customer, text: "", sentAt: "", file: chatFile("f1") };
    socket().say("chat.message", chat, { seq: 11 });
    expect(session.uploads.state.value).toEqual([]);
  });
});
