import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Reception } from "./reception";
import type { RemoteMedia } from "./subscriber";
import { publication, WHEP } from "./testing";
import { FakeConnection, FAKES } from "./testing-media";
import type { FakeStream, FakeTrack, FakeTransceiver } from "./testing-media";
import type { Publication } from "./types";

const EVENT_URL = `${WHEP}/event`;
/** Longer than a first picture is waited for. */
const LONG_MS = 5_000;

const ana = publication("ana");
const pau = publication("pau");
const leo = publication("leo");
const screen = publication("ana", { id: "ana-screen", source: "screen" });

describe("Reception", () => {
  const fetch = vi.fn<(url: string, init: RequestInit) => Promise<Response>>();
  let sessions: number;
  let status: number;
  let remote: ReadonlyMap<string, RemoteMedia>;
  let reception: Reception;

  const sent = (wanted: string): string[] =>
    fetch.mock.calls.flatMap(([url, { method }]) => (method === wanted ? [url] : []));
  const posted = (): string[] => sent("POST");
  const open = (): FakeConnection[] => FakeConnection.all.filter(({ isClosed }) => !isClosed);
  const last = (): FakeConnection => FakeConnection.all.at(-1)!;
  const streamOf = ({ id }: Publication): FakeStream =>
    remote.get(id)!.stream as unknown as FakeStream;
  const tracksOf = (one: Publication): FakeTrack[] => streamOf(one).getTracks();
  const slot = (number: number, connection = last()): FakeTransceiver[] =>
    connection.lines.slice(2 * number, 2 * number + 2);
  const tracksIn = (number: number, connection = last()): FakeTrack[] =>
    slot(number, connection).map(({ track }) => track);

  beforeEach(() => {
    vi.useFakeTimers();
    FakeConnection.all.length = 0;
    sessions = 0;
    status = 201;
    remote = new Map();
    fetch.mockImplementation((url, { method }) => {
      if (method !== "POST") return Promise.resolve(new Response(null, { status: 404 }));
      const code = url === EVENT_URL ? status : 201;
      const headers = { Location: `/media/whep/sessions/s${++sessions}` };
      return Promise.resolve(new Response("answer", { status: code, headers }));
    });
    vi.stubGlobal("fetch", fetch);
    for (const [name, fake] of Object.entries(FAKES)) vi.stubGlobal(name, fake);
    reception = new Reception({
      whepUrl: EVENT_URL,
      iceServers: [],
      bearer: () => "token",
      onChange: (changed) => (remote = changed),
    });
  });

  afterEach(() => {
    reception.close({ ended: true });
    fetch.mockReset();
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  async function follow(...publications: Publication[]): Promise<void> {
    const senders = new Set(publications.map(({ participant }) => participant.id));
    reception.follow(publications, { areSeveral: senders.size > 1, places: 6 });
    await vi.advanceTimersByTimeAsync(1);
  }

  async function connect(): Promise<void> {
    last().become("connected");
    await vi.advanceTimersByTimeAsync(1);
  }

  /** The server says what the slots of the newest session carry. */
  async function tell(...slots: (Publication | null)[]): Promise<void> {
    const ids = [0, 1, 2, 3, 4, 5].map((number) => slots[number]?.id ?? null);
    reception.tellSlots({ participant: "me", session: `s${sessions}`, slots: ids });
    await vi.advanceTimersByTimeAsync(1);
  }

  async function decode(number: number): Promise<void> {
    slot(number)[1]!.frames = 1;
    await vi.advanceTimersByTimeAsync(200);
  }

  /** Two others, each in a slot of the one connection. */
  async function receiveAnaAndPau(): Promise<void> {
    await follow(ana, pau);
    await connect();
    await tell(ana, pau);
  }

  describe("in a call of two", () => {
    it("should receive each publication by a subscription of its own", async () => {
      await follow(ana, screen);
      expect(posted()).toEqual([ana.whepUrl, screen.whepUrl]);
      expect(remote.get(ana.id)?.state).toBe("connecting");
      FakeConnection.all[0]!.become("connected");
      expect(remote.get(ana.id)?.state).toBe("connected");
      expect(tracksOf(ana)).toEqual(FakeConnection.all[0]!.lines.map(({ track }) => track));
    });

    it("should end a subscription with its publication, which the server did, too", async () => {
      await follow(ana, screen);
      await follow(ana);
      expect([...remote.keys()]).toEqual([ana.id]);
      expect(open()).toHaveLength(1);
      expect(sent("DELETE")).toEqual([]);
    });
  });

  describe("as soon as two others send", () => {
    it("should offer a slot for each place of the call, of sound and picture, in what is forwarded", async () => {
      await follow(ana, pau);
      expect(posted()).toEqual([EVENT_URL]);
      expect(last().lines.map(({ kind }) => kind)).toEqual(
        Array(6).fill(["audio", "video"]).flat(),
      );
      expect(last().lines[0]!.codecs).toEqual(["audio/opus"]);
      expect(last().lines[1]!.codecs.join(" ")).toBe("video/VP8 video/rtx video/VP9 video/H264");
    });

    it("should show nothing before the server has said whose slot it is", async () => {
      await follow(ana, pau);
      await connect();
      expect(tracksOf(ana)).toEqual([]);
      expect(remote.get(ana.id)?.state).toBe("connecting");
      await tell(pau, ana);
      expect(tracksOf(ana)).toEqual(tracksIn(1));
      expect(tracksOf(pau)).toEqual(tracksIn(0));
      expect(remote.get(ana.id)?.state).toBe("connected");
    });

    it("should keep what was said before the answer to the offer came", async () => {
      await follow(ana, pau);
      await tell(ana, pau);
      expect(tracksOf(ana)).toEqual([]);
      await connect();
      expect(tracksOf(ana)).toEqual(tracksIn(0));
    });

    it("should not go by what is said of another session", async () => {
      await follow(ana, pau);
      await connect();
      reception.tellSlots({ participant: "me", session: "older", slots: [ana.id, pau.id] });
      expect(tracksOf(ana)).toEqual([]);
    });
  });

  describe("when the third one comes", () => {
    let before: FakeStream;
    let single: FakeConnection;

    beforeEach(async () => {
      await follow(ana);
      single = last();
      await connect();
      before = streamOf(ana);
      await follow(ana, pau);
      await connect();
      await tell(ana, pau);
    });

    it("should go on as before until the first picture is there", () => {
      expect(tracksOf(ana)).toEqual(single.lines.map(({ track }) => track));
      expect(single.isClosed).toBe(false);
    });

    it("should then exchange the tracks of the stream that plays, and end the old way", async () => {
      await decode(0);
      expect(streamOf(ana)).toBe(before);
      expect(tracksOf(ana)).toEqual(tracksIn(0));
      expect(single.isClosed).toBe(true);
      expect(sent("DELETE")).toEqual([`${WHEP}/sessions/s1`]);
      expect(remote.get(ana.id)?.state).toBe("connected");
      expect(open()).toHaveLength(1);
    });

    it("should not wait for ever for a camera that is off", async () => {
      await vi.advanceTimersByTimeAsync(LONG_MS);
      expect(tracksOf(ana)).toEqual(tracksIn(0));
      expect(single.isClosed).toBe(true);
    });

    it("should stay with the old way when the slot became another's meanwhile", async () => {
      await tell(pau, null);
      await decode(0);
      expect(tracksOf(ana)).toEqual(single.lines.map(({ track }) => track));
      expect(tracksOf(pau)).toEqual(tracksIn(0));
    });

    it("should stay with one connection when two are left", async () => {
      await decode(0);
      await follow(ana);
      await tell(ana);
      expect(open()).toHaveLength(1);
      await follow(ana, leo);
      await tell(ana, null, leo);
      expect(tracksOf(leo)).toEqual(tracksIn(2));
      expect(FakeConnection.all).toHaveLength(2);
    });
  });

  describe("as people come and go", () => {
    beforeEach(receiveAnaAndPau);

    it("should forget what is no longer sent at once", async () => {
      await follow(pau);
      expect([...remote.keys()]).toEqual([pau.id]);
    });

    it("should take the stream from a tile whose slot carries another", async () => {
      await follow(ana, pau, leo);
      await tell(leo, pau);
      expect(tracksOf(ana)).toEqual([]);
      expect(tracksOf(leo)).toEqual(tracksIn(0));
      expect(tracksOf(pau)).toEqual(tracksIn(1));
    });

    it("should follow whoever moves to another slot", async () => {
      await tell(null, pau, ana);
      expect(tracksOf(ana)).toEqual(tracksIn(2));
    });

    it("should show who reloaded in his slot under the new publication", async () => {
      const again = publication("ana", { id: "ana-again" });
      await follow(pau, again);
      await tell(again, pau);
      expect(tracksOf(again)).toEqual(tracksIn(0));
      expect([...remote.keys()]).toEqual([pau.id, again.id]);
    });

    it("should open a larger connection for more than fit, and keep what is seen till then", async () => {
      const first = last();
      const more = ["e", "f", "g", "h", "i"].map((name) => publication(name));
      await follow(ana, pau, ...more);
      expect(last().lines).toHaveLength(16);
      expect(tracksOf(ana)).toEqual(tracksIn(0, first));
      await connect();
      await tell(ana, pau);
      expect(tracksOf(ana)).toEqual(tracksIn(0, first));
      expect(first.isClosed).toBe(false);
      await decode(0);
      expect(tracksOf(ana)).toEqual(tracksIn(0));
      await vi.advanceTimersByTimeAsync(2 * LONG_MS);
      expect(open()).toEqual([last()]);
    });

    it("should have nine slots at most", async () => {
      const many = Array.from({ length: 12 }, (_, number) => publication(`p${number}`));
      await follow(...many);
      expect(last().lines).toHaveLength(18);
      await follow(...many, ana);
      expect(FakeConnection.all).toHaveLength(2);
    });
  });

  describe("when the connection breaks", () => {
    beforeEach(receiveAnaAndPau);

    it("should say so of everybody", () => {
      last().become("disconnected");
      expect(remote.get(ana.id)?.state).toBe("connecting");
      expect(remote.get(pau.id)?.state).toBe("connecting");
    });

    it("should seek new ways at once when the network is back", async () => {
      last().become("disconnected");
      reception.hurry();
      await vi.advanceTimersByTimeAsync(1);
      expect(sent("PATCH")).toEqual([`${WHEP}/sessions/s1`]);
    });

    it("should show the last picture until the new connection brings one", async () => {
      const lost = last();
      lost.become("failed");
      await vi.advanceTimersByTimeAsync(1);
      expect(last()).not.toBe(lost);
      expect(tracksOf(ana)).toEqual(tracksIn(0, lost));
      await connect();
      await tell(pau, ana);
      await decode(1);
      expect(tracksOf(ana)).toEqual(tracksIn(1));
    });
  });

  describe("when a media server dies", () => {
    beforeEach(receiveAnaAndPau);

    it("should ask of the connection as soon as nobody is left, and set up another", async () => {
      await follow(pau);
      expect(sent("PATCH")).toEqual([]);
      await follow();
      expect(sent("PATCH")).toEqual([`${WHEP}/sessions/s1`]);
      expect(posted()).toEqual([EVENT_URL, EVENT_URL]);
      const again = publication("ana", { id: "ana-again" });
      await follow(again);
      await connect();
      await tell(again);
      expect(tracksOf(again)).toEqual(tracksIn(0));
    });

    it("should ask of it when the own publication was lost", async () => {
      reception.check();
      await vi.advanceTimersByTimeAsync(1);
      expect(sent("PATCH")).toHaveLength(1);
    });
  });

  it("should receive each by itself where the server refuses", async () => {
    status = 404;
    await follow(ana, pau);
    expect(posted()).toEqual([EVENT_URL, ana.whepUrl, pau.whepUrl]);
    await follow(ana, pau, leo);
    expect(posted().slice(3)).toEqual([leo.whepUrl]);
  });

  it("should ask again where it is only too busy", async () => {
    status = 503;
    await follow(ana, pau);
    status = 201;
    await vi.advanceTimersByTimeAsync(LONG_MS);
    expect(posted()).toEqual([EVENT_URL, EVENT_URL]);
  });

  it("should receive each by itself where there is no such address", () => {
    const rest = { iceServers: [], bearer: () => "token", onChange: vi.fn() };
    const older = new Reception({ whepUrl: undefined, ...rest });
    older.follow([ana, pau], { areSeveral: true, places: 6 });
    expect(FakeConnection.all).toHaveLength(2);
    older.close({ ended: true });
  });

  it("should end all of it with the call", async () => {
    await receiveAnaAndPau();
    reception.close({ ended: false });
    expect(open()).toEqual([]);
    expect(sent("DELETE")).toEqual([`${WHEP}/sessions/s1`]);
    expect(remote.size).toBe(0);
  });
});
