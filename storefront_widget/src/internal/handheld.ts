/** Whether the page is on a phone or tablet: what is held in the hand and touched. */
export function isHandheld(): boolean {
  return matchMedia("(pointer: coarse)").matches;
}
