/** Up to two first letters, for a person without a picture. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean);
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined];
  return letters
    .map((word) => (word === undefined ? "" : String.fromCodePoint(word.codePointAt(0) ?? 0x20)))
    .join("")
    .toLocaleUpperCase();
}
