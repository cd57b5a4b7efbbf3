// @vitest-environment happy-dom
import { beforeAll, describe, expect, it, vi } from "vitest";
import type { LocalMediaState } from "../../call/local-media-state";
import type { Capability, Role } from "../../call/types";
import { useLocale } from "../../internal/i18n";
import { inside, roomFor, show } from "../testing";
import "./toolbar";
import type { PsToolbar, Tool } from "./toolbar";

const CAMERAS = ["front", "rear"].map((deviceId) => ({ kind: "videoinput", deviceId }));
const LOCAL = {
  microphoneOn: true,
  cameraOn: true,
  devices: CAMERAS,
} as unknown as LocalMediaState;
const ALL: readonly Capability[] = [
  "MICROPHONE",
  "CAMERA",
  "CHAT",
  "SHARE_LINK",
  "ADD_TO_CHECKOUT",
];

describe("<ps-toolbar>", () => {
  beforeAll(() => useLocale("en"));

  function toolbar(
    role: Role,
    capabilities: readonly Capability[],
    local: LocalMediaState = LOCAL,
  ): Promise<PsToolbar> {
    const room = roomFor(role, capabilities, { guestUrl: "https://app.example/e/g" });
    return show<PsToolbar>("ps-toolbar", { room, local, recordingConsent: false });
  }

  function hold(isHandheld: boolean): void {
    vi.spyOn(window, "matchMedia").mockReturnValue({ matches: isHandheld } as MediaQueryList);
  }

  const labels = (element: PsToolbar, selector: string): string[] =>
    [...(element.shadowRoot?.querySelectorAll(selector) ?? [])].map(
      (one) => one.getAttribute("aria-label") ?? one.textContent.trim(),
    );

  it("should keep the order of the seeds, then the cart", async () => {
    const element = await toolbar("CUSTOMER", ALL);
    expect(labels(element, ".tool")).toEqual([
      "Mute microphone",
      "Turn camera off",
      "More options",
      "End call",
      "Participants",
      "Chat",
      "Products",
      "Cart",
    ]);
  });

  it("should show no tool that one may not use", async () => {
    const element = await toolbar("GUEST", ["MICROPHONE"]);
    expect(labels(element, ".tool")).toEqual([
      "Mute microphone",
      "More options",
      "End call",
      "Participants",
      "Products",
    ]);
  });

  it.each([
    ["a computer", false, CAMERAS],
    ["a phone with one camera", true, CAMERAS.slice(1)],
  ])("should offer no flip on %s", async (_, isHandheld, devices) => {
    hold(isHandheld);
    const local = { ...LOCAL, devices } as unknown as LocalMediaState;
    const element = await toolbar("CUSTOMER", ALL, local);
    inside(element, "#more").click();
    await element.updateComplete;
    expect(labels(element, "[role^=menuitem]")[0]).toBe("Copy call link");
  });

  it("should list flip camera before the call link, and be walked through by keys", async () => {
    hold(true);
    const element = await toolbar("CUSTOMER", ALL);
    inside(element, "#more").click();
    await element.updateComplete;
    expect(labels(element, "[role^=menuitem]")).toEqual([
      "Flip camera",
      "Copy call link",
      "Camera and microphone",
      "The call may be recorded",
      "Language",
      "Keyboard shortcuts",
    ]);
    const menu = inside(element, ".menu");
    menu.dispatchEvent(new KeyboardEvent("keydown", { key: "End" }));
    expect(element.shadowRoot?.activeElement?.textContent.trim()).toBe("Keyboard shortcuts");
    menu.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowDown" }));
    expect(element.shadowRoot?.activeElement?.textContent.trim()).toBe("Flip camera");
    menu.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape" }));
    await element.updateComplete;
    expect(element.shadowRoot?.querySelector(".menu")).toBeNull();
    expect(element.shadowRoot?.activeElement?.id).toBe("more");
  });

  it.each([
    [null, "Copy call link"],
    [false, "Share screen"],
    [true, "Stop sharing"],
  ])("should offer the screen before the call link: %s", async (sharing, expected) => {
    hold(false);
    const element = await toolbar("PERSONAL_SHOPPER", ALL);
    element.sharing = sharing;
    inside(element, "#more").click();
    await element.updateComplete;
    expect(labels(element, "[role^=menuitem]")[0]).toBe(expected);
  });

  it("should say which tool was used", async () => {
    const element = await toolbar("CUSTOMER", ALL);
    const used: Tool[] = [];
    element.addEventListener("ps-tool", ({ detail }) => used.push(detail));
    inside(element, "#camera").click();
    inside(element, "#end").click();
    expect(used).toEqual(["camera", "end"]);
  });

  it("should read out how many messages are new", async () => {
    const element = await toolbar("CUSTOMER", ALL);
    element.unread = 2;
    await element.updateComplete;
    expect(inside(element, "#chat").getAttribute("aria-label")).toBe("Chat, 2 new messages");
  });

  it.each([
    [null, []],
    [false, ["false"]],
    [true, ["true"]],
  ])("should offer the browser's small window where it is %s", async (floating, checked) => {
    const element = await toolbar("CUSTOMER", ALL);
    element.floating = floating;
    inside(element, "#more").click();
    await element.updateComplete;
    const choices = [...(element.shadowRoot?.querySelectorAll("[aria-checked]") ?? [])];
    const found = choices.filter(({ textContent }) => textContent.includes("Picture in picture"));
    expect(found.map((one) => one.getAttribute("aria-checked"))).toEqual(checked);
  });
});
