import type { RoomState } from "../call/room-state";
import type { Participant } from "../call/types";

/** Up to two first letters, for a person without a picture. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean);
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined];
  return letters
    .map((word) => (word === undefined ? "" : String.fromCodePoint(word.codePointAt(0) ?? 0x20)))
    .join("")
    .toLocaleUpperCase();
}

/** The shop's initials stand for its personal shopper (CL-36), a person's own for others. */
export function avatarOf({ role, name }: Participant, room: RoomState): string {
  return role === "PERSONAL_SHOPPER" && room.initials !== "" ? room.initials : initialsOf(name);
}
