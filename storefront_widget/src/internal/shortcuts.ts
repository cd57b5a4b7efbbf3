import type { Tool } from "../components/toolbar/toolbar";
import type { PlainKey } from "../translations/call-texts";

interface Shortcut {
  readonly tool: Tool;
  /** The key by its place on the keyboard, whatever the layout writes there. */
  readonly code: string;
  readonly letter: string;
  readonly text: PlainKey;
}

/** All with Alt and Shift, so that they take no letter from whoever writes (WCAG 2.1.4). */
export const SHORTCUTS: readonly Shortcut[] = [
  { tool: "microphone", code: "KeyM", letter: "M", text: "shortcuts.microphone" },
  { tool: "camera", code: "KeyV", letter: "V", text: "shortcuts.camera" },
  { tool: "people", code: "KeyU", letter: "U", text: "shortcuts.people" },
  { tool: "chat", code: "KeyC", letter: "C", text: "shortcuts.chat" },
  { tool: "products", code: "KeyP", letter: "P", text: "shortcuts.products" },
  { tool: "cart", code: "KeyK", letter: "K", text: "shortcuts.cart" },
];

export function shortcutTool(event: KeyboardEvent): Tool | null {
  if (!event.altKey || !event.shiftKey || event.ctrlKey || event.metaKey) return null;
  return SHORTCUTS.find(({ code }) => code === event.code)?.tool ?? null;
}
