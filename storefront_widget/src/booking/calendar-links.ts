/** What a calendar is told of a booking: nothing by which others could move or cancel it. */
export interface CalendarEntry {
  readonly title: string;
  readonly text: string;
  readonly startsAt: string;
  readonly endsAt: string;
  /** The link into the call. */
  readonly place: string;
}

export function googleCalendar({ title, text, startsAt, endsAt, place }: CalendarEntry): string {
  const url = new URL("https://calendar.google.com/calendar/render");
  url.search = new URLSearchParams({
    action: "TEMPLATE",
    text: title,
    dates: `${basic(startsAt)}/${basic(endsAt)}`,
    details: text,
    location: place,
  }).toString();
  return url.href;
}

export function outlookCalendar({ title, text, startsAt, endsAt, place }: CalendarEntry): string {
  const url = new URL("https://outlook.live.com/calendar/0/deeplink/compose");
  const query = new URLSearchParams({
    path: "/calendar/action/compose",
    rru: "addevent",
    subject: title,
    startdt: new Date(startsAt).toISOString(),
    enddt: new Date(endsAt).toISOString(),
    body: text,
    location: place,
  });
  // Outlook shows a plus where a space was meant.
  url.search = query.toString().replaceAll("+", "%20");
  return url.href;
}

/** RFC 5545's form of a moment in UTC. */
function basic(iso: string): string {
  return new Date(iso).toISOString().replace(/[-:]|\.\d+/g, "");
}
