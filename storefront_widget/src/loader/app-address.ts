/** The name under which the app serves this script (design: fixed address). */
const SCRIPT_PATH = "/widget/v1/personal-shopper.js";

/**
 * Where the app lives, taken from the address this script was loaded from, so that the shop
 * configures nothing. A classic script knows itself; a module script is found by its address.
 */
export function appAddress(page: Document): URL {
  const script = page.currentScript ?? page.querySelector(`script[src*="${SCRIPT_PATH}"]`);
  const source = script instanceof HTMLScriptElement ? script.src : "";
  return new URL("/", source === "" ? page.baseURI : source);
}
