/** Booking a call for later: the agenda of a campaign in the shop's own page. */

import { announce, h } from "../html.js";
import { agenda } from "../shopper.js";

export async function stylistsPage() {
  const heading = h(
    "div.page-heading",
    {},
    h("p.eyebrow", {}, "Our stylists"),
    h("h1", {}, "Half an hour, just for you"),
    h("p", {}, "Choose a time that suits you. You meet on video, look at things together, and what you like goes straight into your cart."),
  );
  return { title: "Book a stylist", body: [heading, h("div.agenda", {}, agenda(announceBooking))] };
}

function announceBooking({ startsAt }) {
  const when = new Date(startsAt).toLocaleString("en", { dateStyle: "medium", timeStyle: "short" });
  announce(`See you on ${when}.`);
}
