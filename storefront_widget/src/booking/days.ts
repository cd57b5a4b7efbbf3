/** Days and months on the wall, without a zone: `2026-11-27` and `2026-11`. */
export type Day = string;
export type Month = string;

const DAY_MS = 86_400_000;

const writers = new Map<string, Intl.DateTimeFormat>();

/** The day that a moment is on in a zone. */
export function dayIn(zone: string, moment: Date): Day {
  let writer = writers.get(zone);
  if (writer === undefined) {
    // Sweden writes its dates as ISO 8601 does.
    writer = new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short" });
    writers.set(zone, writer);
  }
  return writer.format(moment);
}

export function addDays(day: Day, count: number): Day {
  return asDay(asDate(day).getTime() + count * DAY_MS);
}

export function daysBetween(first: Day, last: Day): number {
  return Math.round((asDate(last).getTime() - asDate(first).getTime()) / DAY_MS);
}

export function monthOf(day: Day): Month {
  return day.slice(0, 7);
}

export function addMonths(month: Month, count: number): Month {
  const date = asDate(`${month}-01`);
  date.setUTCMonth(date.getUTCMonth() + count);
  return monthOf(asDay(date.getTime()));
}

/** The same date in another month, or its last day where it is shorter. */
export function sameDateIn(month: Month, day: Day): Day {
  const last = lastDay(month);
  const wanted = `${month}-${day.slice(8)}`;
  return wanted < last ? wanted : last;
}

export function lastDay(month: Month): Day {
  return addDays(`${addMonths(month, 1)}-01`, -1);
}

/** 1 for Monday to 7 for Sunday. */
export function weekday(day: Day): number {
  return asDate(day).getUTCDay() || 7;
}

/** The weeks that a month touches, with the days around it that fill them up. */
export function weeksOf(month: Month, firstWeekday: number): Day[][] {
  const first = `${month}-01`;
  const last = lastDay(month);
  const weeks: Day[][] = [];
  let day = addDays(first, -((weekday(first) - firstWeekday + 7) % 7));
  while (day <= last) {
    const monday = day;
    weeks.push(Array.from({ length: 7 }, (_, index) => addDays(monday, index)));
    day = addDays(day, 7);
  }
  return weeks;
}

interface WeekInfo {
  readonly firstDay: number;
}

/** On which day weeks begin where the visitor lives; Monday where the browser does not know. */
export function firstWeekday(locale: string): number {
  const known = new Intl.Locale(locale) as Intl.Locale & {
    getWeekInfo?: () => WeekInfo;
    weekInfo?: WeekInfo;
  };
  return (known.getWeekInfo?.() ?? known.weekInfo)?.firstDay ?? 1;
}

/** For Intl, with `timeZone: "UTC"`. */
export function asDate(day: Day): Date {
  return new Date(`${day}T00:00:00Z`);
}

function asDay(time: number): Day {
  return new Date(time).toISOString().slice(0, 10);
}
