import { describe, expect, it } from "vitest";
import { openFrameMessage, openLoaderMessage, seal } from "./messages";

const frame = { source: { id: "frame" }, origin: "https://app.example" };

describe("openFrameMessage", () => {
  const data = seal({ type: "order", number: "7" });

  it("should open what the frame itself sent", () => {
    expect(openFrameMessage({ ...frame, data }, frame)).toMatchObject({
      type: "order",
      number: "7",
    });
  });

  it.each([
    ["another window", { ...frame, source: { id: "other" }, data }],
    ["another origin", { ...frame, origin: "https://evil.example", data }],
    [
      "an origin that only begins alike",
      { ...frame, origin: "https://app.example.evil.com", data },
    ],
    ["another version", { ...frame, data: { ...data, personalShopper: 2 } }],
    ["an unknown type", { ...frame, data: { ...data, type: "eval" } }],
    ["the other direction", { ...frame, data: { ...data, type: "context" } }],
    ["no object", { ...frame, data: "order" }],
    ["nothing", { ...frame, data: null }],
  ])("should drop a message from %s", (_, received) => {
    expect(openFrameMessage(received, frame)).toBeNull();
  });
});

describe("openLoaderMessage", () => {
  const shop = { id: "shop" };
  const data = seal({ type: "view", view: "mini" });
  const origins = ["https://shop.example", "https://www.shop.example"];

  it.each(origins)("should open what the shop's page at %s sent", (origin) => {
    expect(openLoaderMessage({ source: shop, origin, data }, shop, origins)).toMatchObject({
      view: "mini",
    });
  });

  it("should drop what comes from an origin that the merchant did not set", () => {
    const received = { source: shop, origin: "https://evil.example", data };
    expect(openLoaderMessage(received, shop, origins)).toBeNull();
  });

  it("should drop what comes from another window of the shop", () => {
    const received = { source: { id: "popup" }, origin: "https://shop.example", data };
    expect(openLoaderMessage(received, shop, origins)).toBeNull();
  });
});

describe("both", () => {
  it("should drop what comes from nowhere, as while there is no frame", () => {
    const nowhere = { source: null, origin: frame.origin };
    const order = seal({ type: "order", number: "7" });
    const view = seal({ type: "view", view: "mini" });
    expect(openFrameMessage({ ...nowhere, data: order }, nowhere)).toBeNull();
    expect(openLoaderMessage({ ...nowhere, data: view }, null, [frame.origin])).toBeNull();
  });
});
