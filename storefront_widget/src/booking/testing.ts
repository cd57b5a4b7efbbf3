/** A campaign in which calls are booked, for tests. */
import type { BookedEvent, BookingPage, Person, Slot } from "../api/booking";
import type { ManagePage } from "../api/manage";

export const ANA: Person = { id: "ana", name: "Ana", languages: ["es"], avatarUrl: null };
export const BOB: Person = { id: "bob", name: "Bob", languages: ["en"], avatarUrl: null };

export function bookingPage(changes: Partial<BookingPage> = {}): BookingPage {
  return {
    campaign: "winter",
    name: "Winter styling",
    description: "",
    storeName: "Maison Lumen",
    logoUrl: null,
    timeZone: "Europe/Madrid",
    durationMinutes: 30,
    booksFrom: "2026-11-01",
    opensAt: "2026-11-27T10:00:00Z",
    closesAt: "2027-01-15T00:00:00Z",
    personalShoppers: [ANA, BOB],
    questions: [],
    consentText: { version: 1, text: "We keep your name." },
    privacyPolicyUrl: null,
    termsUrl: null,
    shopUrl: null,
    ...changes,
  } as BookingPage;
}

export function slot(startsAt: string, ...people: readonly Person[]): Slot {
  const endsAt = new Date(Date.parse(startsAt) + 1_800_000).toISOString();
  return { startsAt, endsAt, personalShoppers: people.length > 0 ? people : [ANA] };
}

export function bookedEvent(changes: Partial<BookedEvent> = {}): BookedEvent {
  return {
    id: "E1",
    status: "SCHEDULED",
    startsAt: "2026-12-01T09:00:00Z",
    endsAt: "2026-12-01T09:30:00Z",
    durationMinutes: 30,
    customerName: "Emma",
    customerEmail: "emma@example.com",
    personalShopper: ANA,
    ...changes,
  };
}

export function managePage(changes: Partial<ManagePage> = {}): ManagePage {
  return {
    event: bookedEvent(),
    mayChange: true,
    joinUrl: "https://app.example/e/join-1",
    calendarUrl: "https://app.example/e/join-1/calendar.ics",
    bookingPage: bookingPage(),
    ...changes,
  };
}
