/** Rendering components in tests. */
import { vi } from "vitest";
import type { FileLink } from "../api/files-api";
import type { RoomApi } from "../api/room-api";
import type { CallSession } from "../call/call-session";
import { ChatOutbox } from "../call/chat-outbox";
import { FileLinks } from "../call/file-links";
import { reduceRoom, type RoomState } from "../call/room-state";
import type { WelcomeData } from "../call/room-messages";
import { welcomeData } from "../call/testing";
import type { FakeFiles } from "../call/testing-files";
import { Store } from "../call/store";
import type { Capability, Role } from "../call/types";
import { Uploads } from "../call/uploads";
import type { Toast } from "../internal/toast";

interface Updating extends HTMLElement {
  readonly updateComplete: Promise<boolean>;
}

/** Puts an element with these properties into the page. */
export async function show<Element extends Updating>(
  tag: string,
  properties: Partial<Element>,
): Promise<Element> {
  const element = document.createElement(tag) as Updating as Element;
  Object.assign(element, properties);
  document.body.replaceChildren(element);
  await element.updateComplete;
  return element;
}

/** The one element inside that matches, or that says this text. */
export function inside(element: Element, selector: string, text?: string): HTMLElement {
  const found = [...(element.shadowRoot?.querySelectorAll<HTMLElement>(selector) ?? [])].filter(
    (one) => text === undefined || `${one.textContent} ${one.ariaLabel ?? ""}`.includes(text),
  );
  if (found.length !== 1 || found[0] === undefined) {
    throw new Error(`${found.length} elements match ${selector} ${text ?? ""}`);
  }
  return found[0];
}

export function roomFor(
  role: Role,
  capabilities: readonly Capability[],
  changes: Partial<WelcomeData> = {},
): RoomState {
  const id = role === "PERSONAL_SHOPPER" ? "ana" : "marta";
  const data = welcomeData({ you: { id, role, capabilities }, ...changes });
  return reduceRoom(null, { type: "welcome", data, at: "" }) as RoomState;
}

export function sessionWith(api: Partial<Record<keyof RoomApi, unknown>>): CallSession {
  return {
    api,
    outbox: new ChatOutbox(() => Promise.resolve()),
    state: new Store({ connection: "open" }),
    sendChat: vi.fn(),
    setTyping: vi.fn(),
    wake: vi.fn(),
  } as unknown as CallSession;
}

/** A session in which files are sent to, and linked by, a server in memory. */
export function sessionWithFiles(files: FakeFiles): CallSession {
  const link: FileLink = { url: "/full", thumbnailUrl: "/small" };
  return Object.assign(sessionWith({}), {
    uploads: new Uploads(files.api, files.memory),
    links: new FileLinks({ link: () => Promise.resolve(link) }),
  });
}

/** The passing notices that an element sends out. */
export function toastsOf(element: HTMLElement): Toast[] {
  const toasts: Toast[] = [];
  element.addEventListener("ps-toast", ({ detail }) => toasts.push(detail));
  return toasts;
}

export const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
