// @vitest-environment happy-dom
import { beforeAll, describe, expect, it, vi } from "vitest";
import type { Capability } from "../../call/types";
import { useLocale } from "../../internal/i18n";
import { inside, roomFor, show } from "../testing";
import "./people-panel";
import type { PsPeoplePanel } from "./people-panel";

describe("<ps-people-panel>", () => {
  beforeAll(() => useLocale("en"));

  const panel = (capabilities: Capability[], participantLimit = 6): Promise<PsPeoplePanel> => {
    const guestUrl = "https://app.example/e/guest";
    const room = roomFor("CUSTOMER", capabilities, { guestUrl, participantLimit });
    return show<PsPeoplePanel>("ps-people-panel", { room });
  };
  const text = (element: PsPeoplePanel): string => element.shadowRoot?.textContent ?? "";

  it("should tell those who may share the link how many more there is room for", async () => {
    const element = await panel(["SHARE_LINK"]);
    expect(text(element)).toContain("There is room for 4 more people.");
    const tool = vi.fn<(name: string) => void>();
    element.addEventListener("ps-tool", ({ detail }) => {
      tool(detail);
    });
    inside(element, "button", "Invite somebody").click();
    expect(tool).toHaveBeenCalledExactlyOnceWith("invite");
  });

  it.each([
    ["may not share the link", ["CHAT"], 6],
    ["are in a call for two", ["SHARE_LINK"], 2],
  ] as const)("should offer nothing to those who %s", async (_, capabilities, limit) => {
    const element = await panel([...capabilities], limit);
    expect(text(element)).not.toContain("Invite somebody");
    expect(text(element)).not.toContain("There is room");
  });
});
