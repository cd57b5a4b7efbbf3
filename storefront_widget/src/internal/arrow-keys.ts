/** Where an arrow key, Home or End leads among buttons that wrap into rows; null for other keys. */
export function byArrow(
  key: string,
  buttons: readonly HTMLElement[],
  from: HTMLElement,
): HTMLElement | null {
  const at = buttons.indexOf(from);
  const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: buttons.length - 1 }[key];
  if (to !== undefined) return buttons[to] ?? from;
  if (key === "ArrowDown") return nearest(buttons.slice(at + 1), from);
  if (key === "ArrowUp") return nearest(buttons.slice(0, Math.max(0, at)).reverse(), from);
  return null;
}

/** The one that stands closest below or above, in the next row that there is. */
function nearest(ahead: readonly HTMLElement[], from: HTMLElement): HTMLElement {
  const { top, left } = from.getBoundingClientRect();
  const others = ahead.map((button) => ({ button, box: button.getBoundingClientRect() }));
  const next = others.find(({ box }) => box.top !== top)?.box.top;
  const row = others.filter(({ box }) => box.top === next);
  row.sort((one, other) => Math.abs(one.box.left - left) - Math.abs(other.box.left - left));
  return row[0]?.button ?? from;
}
