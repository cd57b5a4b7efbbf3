// @vitest-environment happy-dom
import { beforeAll, describe, expect, it, vi } from "vitest";
import type { FilesApi } from "../../api/files-api";
import type { RoomApi } from "../../api/room-api";
import { useLocale } from "../../internal/i18n";
import { inside, settle, show } from "../testing";
import "./farewell";
import type { PsFarewell } from "./farewell";

describe("<ps-farewell>", () => {
  beforeAll(() => useLocale("en"));

  const answerSurvey = vi.fn<(score: number, comment: string) => Promise<void>>();

  function farewell(properties: Partial<PsFarewell>): Promise<PsFarewell> {
    answerSurvey.mockReset().mockResolvedValue();
    const api = { answerSurvey } as unknown as RoomApi;
    return show<PsFarewell>("ps-farewell", { name: "Marta", api, ...properties });
  }

  const submit = (element: PsFarewell): boolean =>
    inside(element, "form").dispatchEvent(new Event("submit", { cancelable: true }));

  it("should send a score from 0 to 10 with the comment", async () => {
    const element = await farewell({ asksSurvey: true });
    expect(element.shadowRoot?.querySelectorAll("input[type=radio]")).toHaveLength(11);
    inside(element, "input[value='0']").dispatchEvent(new Event("change"));
    const comment = inside(element, "textarea") as HTMLTextAreaElement;
    comment.value = " Lovely. ";
    comment.dispatchEvent(new Event("input"));
    submit(element);
    await settle();
    expect(answerSurvey).toHaveBeenCalledExactlyOnceWith(0, "Lovely.");
    expect(element.shadowRoot?.textContent).toContain("Thank you for your answer");
  });

  it("should ask for a number before it sends", async () => {
    const element = await farewell({ asksSurvey: true });
    submit(element);
    await element.updateComplete;
    expect(answerSurvey).not.toHaveBeenCalled();
    expect(inside(element, ".fault").textContent).toContain("0 to 10");
  });

  it("should let the survey be skipped and show the ways on", async () => {
    const element = await farewell({ asksSurvey: true, canRejoin: true });
    inside(element, "button", "Skip").click();
    await element.updateComplete;
    expect(element.shadowRoot?.querySelector("form")).toBeNull();
    expect(inside(element, "button").textContent).toContain("Join again");
  });

  it("should ask only the customer", async () => {
    const element = await farewell({
      wayOutUrl: "https://shop.example/",
      wayOutText: "Back to the desk",
    });
    expect(element.shadowRoot?.querySelector("form")).toBeNull();
    expect(inside(element, "a").textContent).toBe("Back to the desk");
  });

  it("should download the chat where something was written", async () => {
    const transcript = vi.fn(() => Promise.resolve(new Blob(["Hello"])));
    const files = { transcript } as unknown as FilesApi;
    const element = await farewell({ transcript: { files, url: "/files/transcripts/1" } });
    const clicked = vi.spyOn(HTMLAnchorElement.prototype, "click").mockReturnValue();
    inside(element, "button", "Download the chat").click();
    await settle();
    expect(transcript).toHaveBeenCalledWith("/files/transcripts/1", expect.any(String));
    expect(clicked).toHaveBeenCalledTimes(1);
    const without = await farewell({});
    expect(without.shadowRoot?.textContent).not.toContain("Download the chat");
  });

  it("should say why the call ended, as text", async () => {
    const note = "The shop has <b>switched</b> its video calls off.";
    expect(inside(await farewell({ note }), ".note").textContent).toBe(note);
    expect((await farewell({})).shadowRoot?.querySelector(".note")).toBeNull();
  });

  it("should keep what was written when the call ends that was left", async () => {
    // given somebody about to join again, with a word in the survey
    const element = await farewell({ asksSurvey: true, canRejoin: true });
    const comment = inside(element, "textarea") as HTMLTextAreaElement;
    comment.value = "Lovely.";
    inside(element, "button", "Join again").focus();
    // when
    element.canRejoin = false;
    await element.updateComplete;
    // then the way back is gone, which is read out, and nothing else is lost
    expect(element.shadowRoot?.textContent).not.toContain("Join again");
    expect(inside(element, "[role=status]").textContent.trim()).toBe("Your call has ended.");
    expect(inside(element, "textarea")).toBe(comment);
    expect(element.shadowRoot?.activeElement?.tagName).toBe("H1");
  });

  it("should name the orders of the call", async () => {
    const element = await farewell({ orders: ["1042", "1043"] });
    expect(inside(element, ".order").textContent).toContain("Orders 1042, 1043 are placed.");
  });
});
