// @vitest-environment happy-dom
import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { chatFile, customer, personalShopper } from "../../call/testing";
import { FakeFiles, refusal } from "../../call/testing-files";
import type { Capability, ChatMessage } from "../../call/types";
import { useLocale } from "../../internal/i18n";
import { inside, roomFor, sessionWithFiles, settle, show, toastsOf } from "../testing";
import "./chat-panel";
import type { PsChatPanel } from "./chat-panel";

const PHOTO: ChatMessage = {
  id: "c1",
  participant: personalShopper,
  text: "",
  sentAt: "2026-11-27T09:00:00Z",
  file: chatFile("f1"),
};
const HOSTILE = '<img src=x onerror="alert(1)">.pdf';

describe("<ps-chat-panel>", () => {
  let server: FakeFiles;

  beforeAll(() => useLocale("en"));
  beforeEach(() => (server = new FakeFiles()));

  function panel(
    chat: readonly ChatMessage[] = [],
    may: readonly Capability[] = ["CHAT", "SHARE_FILES"],
  ): Promise<PsChatPanel> {
    const room = roomFor("CUSTOMER", may, { chat });
    return show<PsChatPanel>("ps-chat-panel", { session: sessionWithFiles(server), room });
  }

  function paste(element: PsChatPanel, ...files: File[]): Event {
    const items = files.map((file) => ({
      kind: "file",
      getAsFile: () => file,
      webkitGetAsEntry: () => null,
    }));
    const event = new Event("paste", { cancelable: true });
    Object.assign(event, { clipboardData: { items } });
    inside(element, "textarea").dispatchEvent(event);
    return event;
  }

  it("should show a picture small, with its name, and large when it is pressed", async () => {
    const element = await panel([PHOTO]);
    await settle();
    const file = inside(element, "ps-chat-file");
    expect(inside(file, "img").getAttribute("src")).toBe("/small");
    expect(inside(file, ".name").textContent).toContain("photo.jpg");
    expect(inside(file, ".name").textContent).toContain("1.3 MB");
    const viewer = HTMLDialogElement.prototype;
    vi.spyOn(viewer, "showModal").mockImplementation(() => undefined);
    inside(file, "[aria-label='Look at photo.jpg']").click();
    await settle();
    expect(inside(inside(file, "ps-picture-viewer"), "img").getAttribute("alt")).toBe("photo.jpg");
  });

  describe("when more is said than fits", () => {
    const said = (count: number): ChatMessage[] =>
      Array.from({ length: count }, (_, number) => ({
        ...PHOTO,
        id: `c${number}`,
        text: `${number}`,
        file: null,
      }));

    /** Forty points a message, of which a hundred are seen; scrolls as a browser does. */
    async function seen(count: number): Promise<{ element: PsChatPanel; body: HTMLElement }> {
      const element = await panel(said(0));
      const body = inside(element, ".body");
      const height = (): number => 40 * element.room.chat.length;
      let top = 0;
      Object.defineProperties(body, {
        scrollHeight: { get: height },
        clientHeight: { value: 100 },
        scrollTop: {
          get: () => top,
          set: (wished: number) => (top = Math.max(0, Math.min(wished, height() - 100))),
        },
      });
      await hear(element, count);
      return { element, body };
    }

    async function hear(element: PsChatPanel, count: number): Promise<void> {
      element.room = roomFor("CUSTOMER", ["CHAT"], { chat: said(count) });
      await element.updateComplete;
    }

    it("should stay with the newest", async () => {
      const { element, body } = await seen(10);
      expect(body.scrollTop).toBe(300);
      await hear(element, 11);
      expect(body.scrollTop).toBe(340);
    });

    it("should leave whoever scrolls back where he is, though the browser tells of it late", async () => {
      const { element, body } = await seen(10);
      body.scrollTop = 80;
      await hear(element, 11);
      expect(body.scrollTop).toBe(80);
      body.dispatchEvent(new Event("scroll"));
      await hear(element, 12);
      expect(body.scrollTop).toBe(80);
    });

    it("should stay with the newest again for whoever comes back to it, or writes", async () => {
      const { element, body } = await seen(10);
      body.scrollTop = 80;
      body.dispatchEvent(new Event("scroll"));
      body.scrollTop = 300;
      body.dispatchEvent(new Event("scroll"));
      await hear(element, 11);
      expect(body.scrollTop).toBe(340);
      body.scrollTop = 80;
      (inside(element, "textarea") as HTMLTextAreaElement).value = "And I?";
      inside(element, "textarea").dispatchEvent(new Event("input"));
      await element.updateComplete;
      inside(element, "form").dispatchEvent(new Event("submit", { cancelable: true }));
      await hear(element, 12);
      expect(body.scrollTop).toBe(380);
    });
  });

  it("should offer a document for download only", async () => {
    const document = chatFile("f2", { name: HOSTILE, thumbnailUrl: null, width: null });
    const element = await panel([{ ...PHOTO, file: document }]);
    const file = inside(element, "ps-chat-file");
    expect(file.shadowRoot?.querySelector("img")).toBeNull();
    expect(inside(file, ".name span:first-child").textContent).toBe(HOSTILE);
    expect(inside(file, "button").getAttribute("aria-label")).toBe(`Download ${HOSTILE}`);
  });

  it("should say what was deleted, and show old messages that know no files", async () => {
    const old = { id: "c2", participant: customer, text: "Hello", sentAt: PHOTO.sentAt };
    const element = await panel([{ ...PHOTO, file: null }, old]);
    const bubbles = [...(element.shadowRoot?.querySelectorAll(".bubble") ?? [])];
    expect(bubbles.map(({ textContent }) => textContent)).toEqual(["(deleted)", "Hello"]);
  });

  it("should send what is pasted and leave pasted text alone", async () => {
    const element = await panel();
    const event = paste(element, new File(["pixels"], "image.png", { type: "image/png" }));
    expect(event.defaultPrevented).toBe(true);
    await settle();
    await settle();
    expect(server.received.get("/files/uploads/1")?.toString()).toBe("pixels");
    expect(paste(element).defaultPrevented).toBe(false);
  });

  it("should refuse at once what is too large or a film", async () => {
    const element = await panel();
    const toasts = toastsOf(element);
    const large = new File([], "large.jpg");
    Object.defineProperty(large, "size", { value: 26 * 1024 * 1024 });
    paste(element, large, new File(["x"], "film.mp4", { type: "video/mp4" }));
    await settle();
    expect(toasts.map(({ text }) => text)).toEqual([
      "large.jpg is larger than 25 MB. Make it smaller, or send a part.",
      "film.mp4: films and sounds cannot be sent. Send a picture or a document.",
    ]);
    expect(server.received.size).toBe(0);
  });

  it("should list files on their way, with why one was refused and a way out", async () => {
    server.refusal = refusal("NOT_ALLOWED", "This kind of file cannot be sent.");
    const element = await panel();
    paste(element, new File(["x"], "run.exe"));
    await settle();
    await settle();
    const list = inside(element, "ps-upload-list");
    expect(inside(list, ".fault").textContent).toContain("This kind of file cannot be sent.");
    expect(inside(list, "[role=status]").textContent).toBe(
      "run.exe: This kind of file cannot be sent.",
    );
    inside(list, "li .buttons .round:last-child").click();
    await settle();
    expect(list.shadowRoot?.querySelector("li")).toBeNull();
  });

  it("should tell progress and end to screen readers", async () => {
    const element = await panel();
    paste(element, new File(["x"], "a.jpg"));
    await settle();
    await settle();
    const list = inside(element, "ps-upload-list");
    expect(inside(list, "progress").getAttribute("aria-label")).toBe("Sending a.jpg");
    element.session.uploads.settle("f1");
    await settle();
    expect(inside(list, "[role=status]").textContent).toBe("a.jpg was sent");
  });

  it("should offer no files to whoever may send none", async () => {
    const element = await panel([], ["CHAT"]);
    expect(element.shadowRoot?.querySelector("input[type=file], .attach")).toBeNull();
    paste(element, new File(["x"], "a.jpg"));
    await settle();
    expect(server.received.size).toBe(0);
  });
});
