// @vitest-environment happy-dom
import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { CallSession } from "../../call/call-session";
import { ChatOutbox } from "../../call/chat-outbox";
import { RoomError } from "../../call/room-error";
import { Store } from "../../call/store";
import { useLocale } from "../../internal/i18n";
import { inside, sessionWith, settle, show } from "../testing";
import "./unsent-list";
import type { PsUnsentList } from "./unsent-list";

const WORDS = "<b>Hello</b>";

describe("<ps-unsent-list>", () => {
  let fault: RoomError;
  let connection: Store<{ connection: string }>;
  let session: CallSession;

  beforeAll(() => useLocale("en"));
  beforeEach(() => {
    fault = new RoomError("OFFLINE", "");
    connection = new Store({ connection: "open" });
    const outbox = new ChatOutbox(() => Promise.reject(fault));
    const broken = { outbox, state: connection };
    session = Object.assign(sessionWith({}), broken as unknown as CallSession);
  });

  async function written(): Promise<PsUnsentList> {
    const element = await show<PsUnsentList>("ps-unsent-list", { session });
    session.outbox.write(WORDS);
    await settle();
    return element;
  }

  it("should show what is on its way, as text", async () => {
    const element = await written();
    expect(inside(element, ".bubble").textContent).toBe(WORDS);
    expect(inside(element, ".state").textContent.trim()).toBe("Sending…");
    expect(inside(element, "[role=status]").textContent).toBe("");
  });

  it("should tell that there is no connection, and let it be tried at once", async () => {
    const element = await written();
    connection.update({ connection: "reconnecting" });
    await settle();
    expect(inside(element, "[role=status]").textContent).toContain("It goes by itself.");
    inside(element, "button", "Try now").click();
    expect(session.wake).toHaveBeenCalledTimes(1);
  });

  it("should tell why something was refused, and let it be tried again or put away", async () => {
    fault = new RoomError("PERMISSION_DENIED", "You may not write.");
    const element = await written();
    expect(inside(element, "[role=status]").textContent).toBe("Not sent: You may not write.");
    const retry = vi.spyOn(session.outbox, "retry");
    inside(element, "button", "Try again").click();
    expect(retry).toHaveBeenCalledTimes(1);
    await settle();
    inside(element, "button", "Delete").click();
    await settle();
    expect(element.shadowRoot?.querySelector("li")).toBeNull();
  });
});
