/** Time zones as their users know them: by a city. */
export interface ZoneName {
  readonly id: string;
  readonly city: string;
  readonly region: string;
}

const MOST_FOUND = 60;

/** Where the visitor's device says it is. */
export function ownZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";
}

/** All that the browser knows. */
export function allZones(): ZoneName[] {
  const known = Intl.supportedValuesOf("timeZone");
  return [...new Set([...known, "UTC", ownZone()])].map(zoneNameOf);
}

export function zoneNameOf(id: string): ZoneName {
  const parts = id.split("/").map((part) => part.replaceAll("_", " "));
  return { id, city: parts.at(-1) ?? id, region: parts.slice(0, -1).join(", ") };
}

/** Those in whose name or region every word stands, best first; accents and case do not count. */
export function searchZones(zones: readonly ZoneName[], search: string): ZoneName[] {
  const words = plain(search)
    .split(/[\s/,_]+/)
    .filter(Boolean);
  const found = zones.filter(({ id }) => words.every((word) => plain(id).includes(word)));
  const begins = ({ city }: ZoneName): number => (plain(city).startsWith(words[0] ?? "") ? 0 : 1);
  return found
    .sort((a, b) => begins(a) - begins(b) || a.city.localeCompare(b.city))
    .slice(0, MOST_FOUND);
}

/** How far a zone is from UTC at a moment: `UTC+1`, `UTC−3:30`. */
export function offsetOf(zone: string, at: Date): string {
  const parts = new Intl.DateTimeFormat("en", {
    timeZone: zone,
    timeZoneName: "shortOffset",
  }).formatToParts(at);
  const named = parts.find(({ type }) => type === "timeZoneName")?.value ?? "";
  return named.replace("GMT", "UTC").replace("-", "−");
}

/** Whether clocks show the same there during a span of time. */
export function isSameClock(one: string, other: string, moments: readonly Date[]): boolean {
  return one === other || moments.every((at) => offsetOf(one, at) === offsetOf(other, at));
}

function plain(text: string): string {
  return text
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .replaceAll("_", " ")
    .toLowerCase();
}
