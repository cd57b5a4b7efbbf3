/** What this browser remembers: where the visitor shops, who signed in, how links work. */

const CHANNELS = { "default-channel": "US", eu: "ES" };

export const session = {
  get channel() {
    const kept = localStorage.getItem("channel");
    return kept in CHANNELS ? kept : "default-channel";
  },
  set channel(slug) {
    localStorage.setItem("channel", slug);
  },
  /** The country a visitor of the channel most likely lives in. */
  get country() {
    return CHANNELS[this.channel];
  },
  get customer() {
    const kept = sessionStorage.getItem("customer");
    return kept ? JSON.parse(kept) : null;
  },
  set customer(customer) {
    if (customer) sessionStorage.setItem("customer", JSON.stringify(customer));
    else sessionStorage.removeItem("customer");
  },
  /** Whether links load whole pages, as in a shop without client routing. */
  get loadsWholePages() {
    return sessionStorage.getItem("navigation") === "full";
  },
  set loadsWholePages(isOn) {
    if (isOn) sessionStorage.setItem("navigation", "full");
    else sessionStorage.removeItem("navigation");
  },
};
