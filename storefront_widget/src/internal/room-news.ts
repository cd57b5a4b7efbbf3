import type { RoomNews } from "../call/call-session";
import { personId, type Refusal, type ServerMessages } from "../call/room-messages";
import type { RoomState } from "../call/room-state";
import { isInLobby } from "../call/room-views";
import type { Proposal, Publication } from "../call/types";
import { t } from "./i18n";
import type { Toast } from "./toast";

/** What of the call is in sight besides the pictures: the chat, another panel, or what is shown. */
export type InSight = "chat" | "panel" | "shown";

/**
 * Tells the news of a room one after the other. An accepted suggestion changes the cart as well:
 * that is told once.
 */
export class NewsTeller {
  /** Whose change of the cart is told already. */
  private accepted: string | null = null;

  tell(news: RoomNews, inSight: InSight): Toast | null {
    const { message } = news;
    const text = newsText(news, inSight);
    if (message.type === "proposal.answered" && message.data.status === "ACCEPTED") {
      this.accepted = message.data.by?.id ?? null;
    }
    if (message.type !== "checkout.updated" || this.accepted === null) return text;
    const isTold = message.data.by?.id === this.accepted && message.data.refusals === undefined;
    this.accepted = null;
    return isTold ? null : text;
  }
}

/**
 * What to tell a participant in passing about a message; null when there is nothing to tell, only
 * heard where the page shows it anyway.
 */
export function newsText({ before, after, message }: RoomNews, inSight: InSight): Toast | null {
  const { me } = after;
  switch (message.type) {
    case "participant.joined": {
      const { participant } = message.data;
      // The end of the lobby is told in its own words.
      if (participant.id === me.id || isInLobby(before)) return null;
      return { text: t("people.joined", { name: participant.name }), tone: "info" };
    }
    case "participant.left": {
      const gone = before.participants.find(({ id }) => id === message.data.id);
      if (gone === undefined || gone.id === me.id) return null;
      return { text: t("people.left", { name: gone.name }), tone: "info" };
    }
    case "publication.added":
      return screenNews("screen.started", message.data.publication, me.id);
    case "publication.removed": {
      const ended = before.publications.find(({ id }) => id === message.data.id);
      return ended === undefined ? null : screenNews("screen.stopped", ended, me.id);
    }
    case "chat.message": {
      const { participant, text, file } = message.data;
      if (inSight === "chat" || participant.id === me.id) return null;
      const { name } = participant;
      if (file) return { text: t("files.new", { name, file: file.name }), tone: "info" };
      return { text: t("chat.new", { name, text: shorten(text) }), tone: "info" };
    }
    case "product.shown": {
      const shown = after.shown.find(({ id }) => id === message.data.id);
      if (shown === undefined || shown.by?.id === me.id) return null;
      const name = shown.by?.name ?? t("role.PERSONAL_SHOPPER");
      const text = `${t("products.featured", { name })}: ${shown.name}`;
      return { text, tone: "info", onlyHeard: inSight === "shown" };
    }
    case "proposal.created":
      return me.role === "CUSTOMER" ? suggestion(message.data.proposal) : null;
    case "consent.updated":
      return recordingNews(message.data, after);
    case "proposal.answered": {
      if (me.role !== "PERSONAL_SHOPPER") return null;
      const name = message.data.by?.name ?? after.customerName;
      const isAccepted = message.data.status === "ACCEPTED";
      return {
        text: t(isAccepted ? "proposal.accepted" : "proposal.declined", { name }),
        tone: isAccepted ? "success" : "info",
      };
    }
    case "checkout.updated":
      return cartNews(message.data, me.id);
    case "order.placed":
      return { text: t("cart.order", { number: message.data.number }), tone: "success" };
    default:
      return null;
  }
}

/** Whoever does not see the picture hears of it. */
function screenNews(
  key: "screen.started" | "screen.stopped",
  { source, participant }: Publication,
  myId: string,
): Toast | null {
  if (source !== "screen" || participant.id === myId) return null;
  return { text: t(key, { name: participant.name }), tone: "info", onlyHeard: true };
}

function suggestion({ by, lines }: Proposal): Toast {
  const who = t("proposal.title", { name: by?.name ?? t("role.PERSONAL_SHOPPER") });
  const what = lines.map(({ variant }) => `${variant.product.name}, ${variant.name}`).join("; ");
  return { text: `${who}: ${what}`, tone: "info", onlyHeard: true };
}

function recordingNews(
  { participant, kind, given }: ServerMessages["consent.updated"],
  { participants }: RoomState,
): Toast | null {
  const who = participants.find(({ id }) => id === personId(participant));
  if (kind !== "RECORDING" || who === undefined) return null;
  const key = given ? "recording.agreed" : "recording.refused";
  return { text: t(key, { name: who.name }), tone: "info" };
}

function cartNews(
  { by, refusals = [] }: ServerMessages["checkout.updated"],
  myId: string,
): Toast | null {
  const refusal = refusals.find(({ participant }) => participant === myId);
  if (refusal !== undefined) return { text: refusalText(refusal), tone: "warning" };
  if (by == null || by.id === myId) return null;
  return { text: t("cart.changed", { name: by.name }), tone: "info" };
}

function refusalText({ code, availableQuantity }: Refusal): string {
  if (code === "SHOP_UNREACHABLE") return t("cart.refusedShop");
  if (code !== "INSUFFICIENT_STOCK") return t("cart.refusedUnavailable");
  return availableQuantity
    ? t("cart.refusedStock", { n: availableQuantity })
    : t("cart.refusedSoldOut");
}

function shorten(text: string): string {
  return text.length > 90 ? `${text.slice(0, 88)}…` : text;
}
