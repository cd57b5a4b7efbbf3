// @vitest-environment happy-dom
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { customer, participant, personalShopper } from "../../call/testing";
import { useLocale } from "../../internal/i18n";
import { inside, roomFor, settle, show } from "../testing";
import "./share-link";
import type { PsShareLink } from "./share-link";

const URL = "https://app.example/e/guest";

describe("<ps-share-link>", () => {
  beforeAll(() => useLocale("en"));
  afterEach(() => vi.unstubAllGlobals());

  const dialog = (participantLimit = 6, guests = 0): Promise<PsShareLink> => {
    const names = Array.from({ length: guests }, (_, number) => `guest-${number}`);
    const participants = [
      participant(personalShopper),
      participant(customer),
      ...names.map((id) => participant({ id, name: id, role: "GUEST" })),
    ];
    const room = roomFor("CUSTOMER", ["SHARE_LINK"], {
      guestUrl: URL,
      participantLimit,
      participants,
    });
    return show<PsShareLink>("ps-share-link", { room });
  };

  const press = async (element: PsShareLink, words: string): Promise<string> => {
    inside(element, "button", words).click();
    await settle();
    await element.updateComplete;
    return inside(element, "[role=status]").textContent;
  };

  function stubBrowser(clipboard: object | undefined, oldWay: boolean): { copied: () => string } {
    let copied = "";
    vi.stubGlobal("navigator", { clipboard });
    const execCommand = (): boolean => {
      copied = (document.activeElement?.shadowRoot?.activeElement as HTMLInputElement).value;
      return oldWay;
    };
    Object.assign(document, { execCommand });
    return { copied: () => copied };
  }

  it("should show the code that we draw for this link, and say what it is", async () => {
    const image = inside(await dialog(), "img") as HTMLImageElement;
    expect(image.src).toBe(`${URL}/qr.svg`);
    expect(image.alt).toBe("QR code of the call link");
  });

  it("should copy and say so", async () => {
    const writeText = vi.fn(() => Promise.resolve());
    stubBrowser({ writeText }, false);
    await expect(press(await dialog(), "Copy")).resolves.toContain("Link copied");
    expect(writeText).toHaveBeenCalledExactlyOnceWith(URL);
  });

  it.each([
    ["refuses", { writeText: () => Promise.reject(new Error("NotAllowed")) }],
    ["is not there", undefined],
  ])("should copy what is selected where the clipboard %s", async (_, clipboard) => {
    const { copied } = stubBrowser(clipboard, true);
    const element = await dialog();
    (inside(element, "input") as HTMLInputElement).focus();
    await expect(press(element, "Copy")).resolves.toContain("Link copied");
    expect(copied()).toBe(URL);
  });

  it("should tell how to copy where the browser does not let us at all", async () => {
    stubBrowser(undefined, false);
    const element = await dialog();
    (inside(element, "input") as HTMLInputElement).focus();
    await expect(press(element, "Copy")).resolves.toContain("press Ctrl+C");
  });

  it("should share where the system can, and mind nobody who thinks better of it", async () => {
    const share = vi.fn(() => Promise.reject(new DOMException("", "AbortError")));
    vi.stubGlobal("navigator", { share });
    await press(await dialog(), "Share");
    expect(share).toHaveBeenCalledExactlyOnceWith({ url: URL });
  });

  it("should offer no sharing where the system cannot", async () => {
    vi.stubGlobal("navigator", {});
    expect((await dialog()).shadowRoot?.textContent).not.toContain("Share");
  });

  it.each([
    [6, 0, "There is room for 4 more people."],
    [6, 3, "There is room for 1 more person."],
    [4, 2, "All 4 places are taken."],
    [4, 3, "All 4 places are taken."],
  ])("should tell what is left of %i places with %i guests", async (limit, guests, words) => {
    expect((await dialog(limit, guests)).shadowRoot?.textContent).toContain(words);
  });
});
