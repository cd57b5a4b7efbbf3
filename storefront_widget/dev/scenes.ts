import type { WelcomeData } from "../src/call/room-messages";
import type { Capability, Checkout, EventStatus, Role } from "../src/call/types";
import { CATALOGUE } from "./catalogue";

const CAPABILITIES: Record<Role, Capability[]> = {
  CUSTOMER: [
    "MICROPHONE",
    "CAMERA",
    "CHAT",
    "SHARE_FILES",
    "SHARE_LINK",
    "ADD_TO_CHECKOUT",
    "EDIT_CHECKOUT",
    "ANSWER_SURVEY",
    "GO_TO_CHECKOUT",
  ],
  PERSONAL_SHOPPER: [
    "MICROPHONE",
    "CAMERA",
    "CHAT",
    "SHARE_FILES",
    "SHARE_LINK",
    "SEARCH_PRODUCTS",
    "SHOW_PRODUCTS",
    "PROPOSE",
    "END_FOR_ALL",
  ],
  GUEST: ["MICROPHONE", "CAMERA", "CHAT", "SHARE_FILES", "SHARE_LINK"],
};
const ANA = { id: "p-ana", name: "Ana Puig", role: "PERSONAL_SHOPPER" as const };
const MARTA = { id: "p-marta", name: "Marta Soler", role: "CUSTOMER" as const };
const JON = { id: "p-jon", name: "Jon Etxea", role: "GUEST" as const };
const ago = (minutes: number): string => new Date(Date.now() - minutes * 60_000).toISOString();

function line(
  id: string,
  index: number,
  quantity: number,
  extra: object = {},
): Checkout["lines"][number] {
  const product = CATALOGUE[index]!;
  const variant = product.variants[0]!;
  const price = variant.price!;
  return {
    id,
    variant: {
      id: variant.id,
      name: variant.name,
      product: { id: product.id, name: product.name, thumbnailUrl: product.thumbnailUrl },
    },
    quantity,
    unitPrice: price,
    totalPrice: { ...price, amount: price.amount * quantity },
    problem: null,
    addedBy: null,
    ...extra,
  };
}

export const CART: Checkout = {
  cart: "1",
  lines: [
    line("l1", 0, 1, { addedBy: ANA }),
    line("l2", 3, 2, {
      addedBy: MARTA,
      problem: { code: "INSUFFICIENT_STOCK", availableQuantity: 1 },
    }),
    line("l3", 2, 1),
  ],
  total: { gross: { amount: 624, currency: "EUR" } },
};

export interface SceneOptions {
  readonly role: Role;
  readonly status: EventStatus;
  readonly has: ReadonlySet<string>;
}

export function welcome({ role, status, has }: SceneOptions): WelcomeData {
  const people = has.has("alone") ? [ANA] : has.has("guest") ? [ANA, MARTA, JON] : [ANA, MARTA];
  const you = { CUSTOMER: MARTA, PERSONAL_SHOPPER: ANA, GUEST: JON }[role];
  const present = status === "LIVE" || role === "PERSONAL_SHOPPER" ? people : [you];
  return {
    event: {
      id: "e-1",
      status,
      customerName: MARTA.name,
      channel: "default",
      liveAt: status === "LIVE" ? ago(4.2) : null,
      personalShopper: has.has("queue") ? null : ANA.name,
    },
    you: { id: you.id, name: you.name, role, capabilities: CAPABILITIES[role] },
    participants: present.map((person) => ({
      ...person,
      microphone: person.id !== JON.id,
      camera: !(has.has("dark") && person.id !== you.id) && person.id !== JON.id,
      connected: true,
    })),
    publications: present
      .filter((person) => person.id !== you.id)
      .map((person) => ({
        id: `pub-${person.id}`,
        source: "camera",
        participant: person,
        whepUrl: `/media/whep/${person.id}`,
      })),
    chat: has.has("chat")
      ? [
          {
            id: "c1",
            participant: MARTA,
            text: "Hi! I am looking for a warm coat for the city.",
            sentAt: ago(4),
            file: null,
          },
          {
            id: "c2",
            participant: ANA,
            text: "Lovely, let me show you two.",
            sentAt: ago(3.5),
            file: null,
          },
          {
            id: "c3",
            participant: ANA,
            text: "Do you wear heels most days, or boots?",
            sentAt: ago(3.4),
            file: null,
          },
          { id: "c4", participant: MARTA, text: "Boots 😊", sentAt: ago(3), file: null },
        ]
      : [],
    shown: has.has("shown")
      ? [
          {
            id: "s1",
            product: CATALOGUE[0]!,
            variant: CATALOGUE[0]!.variants[1]!.id,
            by: ANA,
            at: ago(2),
          },
        ]
      : [],
    proposals: has.has("proposal")
      ? [
          {
            id: "pr1",
            status: "PENDING",
            by: ANA,
            lines: [
              {
                variant: line("x", 1, 1).variant,
                quantity: 1,
                unitPrice: { amount: 179.5, currency: "EUR" },
              },
            ],
          },
        ]
      : [],
    checkout: has.has("cart") ? CART : null,
    orders: has.has("order") ? [{ number: "1042" }] : [],
    queue: has.has("queue") ? { position: has.has("next") ? 1 : 3, personalShoppers: 2 } : null,
    guestUrl: "https://personal-shopper.example/e/8f3kq2",
    participantLimit: has.has("full") ? 2 + people.length - 2 : 6,
    initials: "CM",
    transcriptUrl: "/files/transcripts/1",
    iceServers: [],
    seq: 10,
  };
}
