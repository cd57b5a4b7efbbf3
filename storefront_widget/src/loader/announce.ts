import type { Booked } from "./booking-frame";
import type { HostEvent } from "./call-host";

type BookedEvent = { readonly type: "booked"; readonly detail: Booked };

/**
 * Fires the DOM event of the contract; false when a listener cancelled it. Only what leads somewhere
 * can be cancelled, by which a listener knows that it does.
 */
export function announce(target: EventTarget, event: HostEvent | BookedEvent): boolean {
  if (event.type === "changed") return true;
  return target.dispatchEvent(
    new CustomEvent(`personal-shopper:${event.type}`, {
      detail: "detail" in event ? event.detail : undefined,
      bubbles: true,
      composed: true,
      cancelable: event.type === "checkout" && event.isLeaving,
    }),
  );
}
