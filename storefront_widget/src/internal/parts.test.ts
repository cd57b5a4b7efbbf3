import { describe, expect, it, vi } from "vitest";
import { Parts } from "./parts";

describe("Parts", () => {
  const onChange = vi.fn();
  const onFault = vi.fn();
  const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

  it("should need nothing for what the first page itself shows", () => {
    const sources = { entrance: vi.fn(), room: vi.fn() };
    const parts = new Parts(onChange, onFault, sources);
    expect([parts.has("loading"), parts.has("notice")]).toEqual([true, true]);
    expect(sources.entrance).not.toHaveBeenCalled();
  });

  it("should fetch what is wanted, then the call in advance", async () => {
    const order: string[] = [];
    const source = (name: string) => () => Promise.resolve(order.push(name));
    const parts = new Parts(() => order.push("shown"), onFault, {
      entrance: source("entrance"),
      room: source("room"),
    });
    expect([parts.has("join"), parts.has("join")]).toEqual([false, false]);
    await settled();
    expect(parts.has("join")).toBe(true);
    expect(order).toEqual(["entrance", "shown", "room"]);
  });

  it("should say when it could not be fetched, and try again when it is wanted again", async () => {
    const room = vi.fn<() => Promise<unknown>>().mockRejectedValueOnce(new TypeError("offline"));
    const parts = new Parts(onChange, onFault, { entrance: vi.fn(), room });
    parts.has("room");
    await settled();
    expect(onFault).toHaveBeenCalledTimes(1);
    room.mockResolvedValue(undefined);
    parts.has("room");
    await settled();
    expect(parts.has("room")).toBe(true);
  });
});
