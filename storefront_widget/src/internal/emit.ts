/** Fires a DOM event of ours that bubbles through shadow roots. */
export function emit<Name extends keyof HTMLElementEventMap>(
  from: EventTarget,
  name: Name,
  ...detail: HTMLElementEventMap[Name] extends CustomEvent<infer Detail>
    ? Detail extends undefined
      ? []
      : [Detail]
    : never
): void {
  from.dispatchEvent(new CustomEvent(name, { detail: detail[0], bubbles: true, composed: true }));
}
