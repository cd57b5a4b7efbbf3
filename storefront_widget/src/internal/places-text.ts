import type { RoomState } from "../call/room-state";
import { placesLeft } from "../call/room-views";
import { t } from "./i18n";

/** How many guests more there is room for, in words. */
export function placesText(room: RoomState): string {
  const left = placesLeft(room);
  if (left === 0) return t("invite.full", { limit: room.participantLimit });
  return t("invite.places", { n: left });
}
