import { beforeEach, describe, expect, it } from "vitest";
import type { ServerMessage, ServerMessages, ServerMessageType } from "./room-messages";
import { reduceRoom, type RoomState } from "./room-state";
import { checkout, customer, participant, personalShopper, product, welcomeData } from "./testing";

function message<Type extends ServerMessageType>(
  type: Type,
  data: ServerMessages[Type],
  seq?: number,
): ServerMessage {
  const at = "2026-11-22T10:00:00Z";
  return { type, data, at, ...(seq === undefined ? {} : { seq }) } as unknown as ServerMessage;
}

function after(room: RoomState, ...messages: ServerMessage[]): RoomState {
  return messages.reduce<RoomState>((state, next) => reduceRoom(state, next) ?? state, room);
}

describe("reduceRoom", () => {
  let room: RoomState;

  beforeEach(() => {
    room = reduceRoom(null, message("welcome", welcomeData())) as RoomState;
  });

  it("should have no room before the first welcome", () => {
    expect(reduceRoom(null, message("order.placed", { number: "1" }, 1))).toBeNull();
  });

  it("should take the whole state from welcome", () => {
    expect(room.seq).toBe(10);
    expect(room.me).toEqual({
      id: customer.id,
      name: customer.name,
      role: "CUSTOMER",
      capabilities: ["CHAT", "ADD_TO_CHECKOUT", "GO_TO_CHECKOUT"],
    });
    expect(room.participants.map(({ name }) => name)).toEqual(["Ana", "Marta"]);
  });

  it("should change nothing when a message comes twice", () => {
    const placed = message("order.placed", { number: "7" }, 11);
    const once = after(room, placed);
    expect(after(once, placed)).toBe(once);
    expect(once.orders).toEqual(["7"]);
  });

  it("should keep the number of the newest message", () => {
    expect(after(room, message("order.placed", { number: "7" }, 11)).seq).toBe(11);
    expect(after(room, message("queue.position", { position: 1 })).seq).toBe(10);
  });

  it("should keep how well somebody is connected, over a reconnection too", () => {
    const figures = { loss: 0, roundTrip: 20, jitter: 2, bitrateUp: 1, bitrateDown: 1, paused: [] };
    const told = after(
      room,
      message("media.quality", { participant: "ana", quality: "FAIR", ...figures }),
      message("media.quality", { participant: "marta", quality: "GOOD", ...figures }),
      message("media.quality", { participant: "ana", quality: "POOR", ...figures }),
    );
    expect(told.quality).toEqual({ ana: "POOR", marta: "GOOD" });
    const mine = { participant: room.me.id, quality: "POOR", ...figures, paused: ["p"] } as const;
    expect(after(told, message("media.quality", mine)).paused).toEqual(["p"]);
    const theirs = { ...mine, participant: "another", paused: ["q"] };
    expect(after(told, message("media.quality", theirs)).paused).toEqual([]);
    expect(after(told, message("welcome", welcomeData())).quality).toEqual(told.quality);
    const { event } = welcomeData();
    const elsewhere = welcomeData({ event: { ...event, id: "another" } });
    expect(after(told, message("welcome", elsewhere)).quality).toEqual({});
  });

  it("should know who speaks now", () => {
    const speaks = after(room, message("media.speaker", { participant: "ana" }));
    expect(speaks.speaker).toBe("ana");
    expect(after(speaks, message("media.speaker", { participant: null })).speaker).toBeNull();
  });

  it("should replace a participant who comes back and drop his media when he leaves", () => {
    const publication = {
      id: "pub",
      source: "camera" as const,
      participant: personalShopper,
      whepUrl: "/whep",
    };
    const joined = after(
      room,
      message(
        "participant.joined",
        { participant: participant(personalShopper, { camera: true }) },
        11,
      ),
      message("publication.added", { publication }, 12),
    );
    expect(joined.participants).toHaveLength(2);
    const left = after(joined, message("participant.left", { id: personalShopper.id }, 13));
    expect(left.participants.map(({ id }) => id)).toEqual([customer.id]);
    expect(left.publications).toEqual([]);
  });

  it("should show who muted himself, told by id or whole", () => {
    const muted = { microphone: false, camera: true };
    const byId = after(
      room,
      message("media.muted", { participant: personalShopper.id, ...muted }, 11),
    );
    const whole = after(
      room,
      message("media.muted", { participant: personalShopper, ...muted }, 11),
    );
    expect(byId.participants[0]?.microphone).toBe(false);
    expect(whole.participants).toEqual(byId.participants);
  });

  it("should begin to count when the event goes live and forget the queue", () => {
    const waiting = { ...room, liveAt: null, queue: { position: 1, personalShoppers: 2 } };
    const live = after(waiting, message("event.status", { status: "LIVE" }, 11));
    expect(live.liveAt).toBe("2026-11-22T10:00:00Z");
    expect(live.queue).toBeNull();
  });

  it("should keep the number of free personal shoppers when only the place is told", () => {
    const queued = after(room, message("queue.position", { position: 3, personalShoppers: 2 }));
    expect(after(queued, message("queue.position", { position: 2 })).queue).toEqual({
      position: 2,
      personalShoppers: 2,
    });
  });

  it("should stop showing somebody as typing when his message arrives", () => {
    const typing = after(
      room,
      message("chat.typing", { participant: personalShopper, typing: true }),
    );
    expect(typing.typing).toEqual([personalShopper.id]);
    const chat = { id: "c1", participant: personalShopper, text: "Hi", sentAt: "", file: null };
    expect(after(typing, message("chat.message", chat, 11)).typing).toEqual([]);
  });

  it("should never show oneself as typing", () => {
    expect(
      after(room, message("chat.typing", { participant: customer, typing: true })).typing,
    ).toEqual([]);
  });

  it("should know a shown product by id after welcome and whole after product.shown", () => {
    const welcome = welcomeData({
      shown: [{ id: "1", product: "P1", variant: null, name: "Coat", by: null, at: "" }],
    });
    const first = reduceRoom(null, message("welcome", welcome)) as RoomState;
    expect(first.shown[0]).toMatchObject({ productId: "P1", name: "Coat", product: null });
    const shown = { id: "2", product: product("P2"), variant: "V", by: personalShopper };
    expect(after(first, message("product.shown", shown, 11)).shown[1]).toMatchObject({
      productId: "P2",
      variantId: "V",
      product: product("P2"),
    });
  });

  it("should follow a proposal from its making to its answer", () => {
    const proposal = { id: "pr", status: "PENDING" as const, by: personalShopper, lines: [] };
    const answered = after(
      room,
      message("proposal.created", { proposal }, 11),
      message("proposal.answered", { id: "pr", status: "ACCEPTED", by: customer }, 12),
    );
    expect(answered.proposals).toEqual([{ ...proposal, status: "ACCEPTED" }]);
  });

  it("should begin with an empty cart after an order", () => {
    const bought = after(
      room,
      message("checkout.updated", { checkout: checkout("1"), by: customer }, 11),
      message("order.placed", { number: "1042" }, 12),
    );
    expect(bought.checkout).toBeNull();
    expect(bought.orders).toEqual(["1042"]);
  });

  it("should ignore what a newer server says beyond what we know", () => {
    const unknown = { type: "hologram.shown", data: {}, at: "" } as unknown as ServerMessage;
    expect(reduceRoom(room, unknown)).toBe(room);
  });
});
