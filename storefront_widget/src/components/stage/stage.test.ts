// @vitest-environment happy-dom
import { beforeAll, describe, expect, it } from "vitest";
import type { LocalMediaState } from "../../call/local-media-state";
import { participant, personalShopper, customer } from "../../call/testing";
import type { RemoteMedia } from "../../call/subscriber";
import type { RoomState } from "../../call/room-state";
import type { ConnectionQuality, Participant, Person } from "../../call/types";
import { useLocale } from "../../internal/i18n";
import { inside, roomFor, show } from "../testing";
import "./stage";
import type { PsStage } from "./stage";

const LOCAL = {
  cameraOn: true,
  microphoneOn: true,
  interrupted: [],
  camera: null,
  microphone: null,
  facing: "user",
} as unknown as LocalMediaState;

interface Tile extends HTMLElement {
  readonly name: string;
  readonly quality: ConnectionQuality | null;
  readonly camera: boolean;
  readonly updateComplete: Promise<boolean>;
}

describe("<ps-stage>", () => {
  beforeAll(() => useLocale("en"));

  async function tiles(
    shopper: Partial<Participant>,
    quality: Record<string, ConnectionQuality> = {},
    local: LocalMediaState = LOCAL,
  ): Promise<Tile[]> {
    const participants = [participant(personalShopper, shopper), participant(customer)];
    const room = { ...roomFor("CUSTOMER", [], { participants }), quality };
    const stage = await show<PsStage>("ps-stage", { room, remote: new Map(), local });
    const found = [...(stage.shadowRoot?.querySelectorAll<Tile>("ps-video-tile") ?? [])];
    await Promise.all(found.map((tile) => tile.updateComplete));
    return found;
  }

  const words = (tile: Tile | undefined): string =>
    tile?.shadowRoot?.querySelector(".wait")?.textContent ?? "";

  it("should say of whoever lost his connection that he is away, not show his last picture", async () => {
    const [shopper] = await tiles({ connected: false, camera: true });
    expect(words(shopper)).toBe("Ana is away for a moment");
    expect(shopper?.shadowRoot?.querySelector(".cover")).not.toBeNull();
  });

  it("should say the same of whoever sends and of whom nothing arrives", async () => {
    const [shopper] = await tiles({ camera: true }, { ana: "SILENT" });
    expect(words(shopper)).toBe("Ana is away for a moment");
    const [quiet] = await tiles({ camera: false, microphone: false }, { ana: "SILENT" });
    expect(words(quiet)).toBe("");
  });

  it("should say where the connection carries only the voice, not show a picture that stands still", async () => {
    const camera = {
      publication: { id: "p", source: "camera", participant: personalShopper, whepUrl: "" },
      stream: null,
      state: "connected",
    } as unknown as RemoteMedia;
    const participants = [participant(personalShopper, { camera: true }), participant(customer)];
    const room = { ...roomFor("CUSTOMER", [], { participants }), paused: ["p"] };
    const remote = new Map([["p", camera]]);
    const stage = await show<PsStage>("ps-stage", { room, remote, local: LOCAL });
    const shopper = inside(stage, ".main > ps-video-tile") as Tile;
    await shopper.updateComplete;
    expect(words(shopper)).toContain("Video paused, voice goes on");
    stage.room = { ...room, paused: [] };
    await stage.updateComplete;
    await shopper.updateComplete;
    expect(words(shopper)).toBe("");
  });

  it("should show everybody's connection, one's own too, once it is known", async () => {
    const known = await tiles({}, { ana: "FAIR", marta: "GOOD" });
    expect(known.map(({ quality }) => quality)).toEqual(["FAIR", "GOOD"]);
    const unknown = await tiles({});
    expect(unknown.map(({ quality }) => quality)).toEqual([null, null]);
    expect(unknown[0]?.shadowRoot?.querySelector("ps-quality")).toBeNull();
  });

  it("should mark who speaks, where there are more than two", async () => {
    const two = [participant(personalShopper), participant(customer)];
    const guest = { id: "guest", name: "Pau", role: "GUEST" } as const;
    const speaking = async (participants: Participant[]): Promise<string[]> => {
      const room = { ...roomFor("CUSTOMER", [], { participants }), speaker: "ana" };
      const stage = await show<PsStage>("ps-stage", { room, remote: new Map(), local: LOCAL });
      const marked = stage.shadowRoot?.querySelectorAll<Tile>("ps-video-tile[speaking]") ?? [];
      return [...marked].map(({ name }) => name);
    };
    expect(await speaking(two)).toEqual([]);
    expect(await speaking([...two, participant(guest)])).toEqual(["Ana"]);
  });

  describe("with a guest", () => {
    const guest = { id: "pau", name: "Pau", role: "GUEST" } as const;
    const people = [participant(personalShopper), participant(customer), participant(guest)];
    const cameraOf = (of: Person): RemoteMedia =>
      ({
        publication: { id: `camera-${of.id}`, source: "camera", participant: of, whepUrl: "" },
        stream: null,
        state: "connected",
      }) as unknown as RemoteMedia;
    const remote = new Map([personalShopper, guest].map((of) => [`camera-${of.id}`, cameraOf(of)]));
    const speaks = (speaker: string | null): RoomState => ({
      ...roomFor("CUSTOMER", [], { participants: people }),
      speaker,
    });

    async function stage(): Promise<{ element: PsStage; told: string[] }> {
      const told: string[] = [];
      const given = { room: speaks(null), remote: new Map(), local: LOCAL };
      const element = await show<PsStage>("ps-stage", given);
      element.addEventListener("ps-large", ({ detail }) => told.push(detail));
      element.remote = remote;
      await element.updateComplete;
      return { element, told };
    }
    const large = (element: PsStage): string | undefined =>
      element.shadowRoot?.querySelector<Tile>(".main > ps-video-tile")?.name;

    it("should show large who spoke last of the others, and whoever is chosen before him", async () => {
      const { element } = await stage();
      const seen = [large(element)];
      for (const speaker of ["pau", null, "marta", "ana"]) {
        element.room = speaks(speaker);
        await element.updateComplete;
        seen.push(large(element));
      }
      expect(seen).toEqual(["Ana", "Pau", "Pau", "Pau", "Ana"]);
      inside(element, "[aria-label='Show Pau large']").click();
      element.room = speaks("ana");
      await element.updateComplete;
      expect(large(element)).toBe("Pau");
    });

    it("should tell what stands large, whenever that changes", async () => {
      const { element, told } = await stage();
      element.room = speaks("pau");
      await element.updateComplete;
      element.room = speaks(null);
      await element.updateComplete;
      expect(told).toEqual(["camera-ana", "camera-pau"]);
    });

    it("should tell nothing where there is but one picture", async () => {
      const { element, told } = await stage();
      told.length = 0;
      element.remote = new Map([["camera-pau", cameraOf(guest)]]);
      await element.updateComplete;
      expect(told).toEqual([]);
    });
  });

  describe("with a shared screen", () => {
    const screen = {
      publication: { id: "p", source: "screen", participant: personalShopper, whepUrl: "" },
      stream: null,
      state: "connected",
    } as unknown as RemoteMedia;

    async function stage(shopper: Partial<Participant> = {}): Promise<PsStage> {
      const participants = [participant(personalShopper, shopper), participant(customer)];
      const room = roomFor("CUSTOMER", [], { participants });
      const remote = new Map([["p", screen]]);
      return await show<PsStage>("ps-stage", { room, remote, local: LOCAL });
    }
    const large = (element: PsStage): string | undefined =>
      element.shadowRoot?.querySelector<Tile>(".main > ps-video-tile")?.name;

    it("should show it large and its owner small, and either large when he is chosen", async () => {
      const element = await stage();
      expect(large(element)).toBe("Ana’s screen");
      inside(element, "[aria-label='Show Ana large']").click();
      await element.updateComplete;
      expect(large(element)).toBe("Ana");
      inside(element, "[aria-label='Show Ana’s screen large']").click();
      await element.updateComplete;
      expect(large(element)).toBe("Ana’s screen");
    });

    it("should show it no longer when its owner is not there", async () => {
      expect(large(await stage({ connected: false }))).toBe("Ana");
    });

    it("should remind whoever shares, and let him stop", async () => {
      const room = roomFor("PERSONAL_SHOPPER", []);
      const given = { room, remote: new Map(), local: LOCAL, sharing: true };
      const element = await show<PsStage>("ps-stage", given);
      const used: string[] = [];
      element.addEventListener("ps-tool", ({ detail }) => used.push(detail));
      inside(element, ".sharing button").click();
      expect(used).toEqual(["screen"]);
    });
  });

  it("should not show a picture of oneself that the phone holds back", async () => {
    const held = { ...LOCAL, interrupted: ["camera"] } as unknown as LocalMediaState;
    expect((await tiles({}, {}, held)).at(-1)?.camera).toBe(false);
    expect((await tiles({})).at(-1)?.camera).toBe(true);
  });
});
