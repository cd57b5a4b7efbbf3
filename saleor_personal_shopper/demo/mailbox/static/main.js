// The list of mails, read again every second, and the mail that is open: as it looks, as text, its
// calendar part, and as it came.

const list = document.getElementById("list");
const shown = document.getElementById("mail");
const emptying = document.getElementById("empty");
const away = document.getElementById("away");
const VIEWS = ["Mail", "Text", "Calendar", "Raw"];
let known = "";
let view = "Mail";
let opening = 0;

function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (value !== undefined) made.setAttribute(key, value);
  }
  made.append(...children);
  return made;
}

const openKey = () => location.hash.slice(1);
const time = (at) => new Date(at).toLocaleTimeString([], { timeStyle: "short" });

function row(mail) {
  const isOpen = mail.id === openKey();
  return element("a", { href: `#${mail.id}`, "aria-current": isOpen ? "true" : undefined },
    element("strong", {}, mail.Subject),
    element("span", {}, mail.To),
    element("time", { datetime: mail.at }, time(mail.at)));
}

async function readList() {
  const answer = await fetch("/mails").catch(() => null);
  away.hidden = answer?.ok === true;
  if (!answer?.ok) return;
  const mails = await answer.json();
  const state = JSON.stringify([mails.map(({ id }) => id), openKey()]);
  if (state === known) return;
  known = state;
  emptying.hidden = mails.length === 0;
  list.replaceChildren(...(mails.length ? mails.map(row)
    : [element("p", { class: "empty" }, "No mail yet. Create a private call at the desk, or leave a message in the shop.")]));
}

function head(mail) {
  const facts = ["From", "To", "Reply-To", "Message-ID"].filter((name) => mail[name]);
  return element("header", {},
    element("a", { class: "back", href: "#" }, "All mails"),
    element("h1", {}, mail.Subject),
    element("dl", {}, ...facts.flatMap((name) => [element("dt", {}, name), element("dd", {}, mail[name])]),
      ...(mail.files.length ? [element("dt", {}, "Attached"), element("dd", {}, mail.files.join(", "))] : [])));
}

async function panel(mail) {
  if (view === "Mail") {
    return element("iframe", { src: `/mails/${mail.id}/html`, title: mail.Subject, sandbox: "allow-popups allow-popups-to-escape-sandbox" });
  }
  if (view === "Text") return element("pre", { class: "words" }, mail.text);
  if (view === "Calendar") return element("pre", {}, mail.calendar || "This mail has no calendar part.");
  return element("pre", {}, await (await fetch(`/mails/${mail.id}/raw`)).text());
}

function tabs(mail) {
  return element("div", { class: "tabs", role: "group", "aria-label": "View" },
    ...VIEWS.map((name) => element("button", {
      type: "button",
      "aria-pressed": String(name === view),
      onclick: () => {
        view = name;
        void show(mail);
      },
    }, name)));
}

async function show(mail) {
  const turn = (opening += 1);
  const content = await panel(mail);
  if (turn === opening) shown.replaceChildren(head(mail), tabs(mail), content);
}

async function open() {
  shown.setAttribute("aria-busy", "true");
  await read();
  shown.removeAttribute("aria-busy");
}

async function read() {
  document.body.classList.toggle("reading", openKey() !== "");
  void readList();
  if (!openKey()) {
    shown.replaceChildren(element("p", { class: "empty" }, "No mail is open."));
    return;
  }
  const answer = await fetch(`/mails/${openKey()}`).catch(() => null);
  if (answer?.ok) await show(await answer.json());
  else shown.replaceChildren(...missing(answer));
}

function missing(answer) {
  if (answer?.status === 404) return [element("p", { class: "empty" }, "This mail is not here any more.")];
  return [
    element("p", { class: "empty" }, "This mail could not be loaded."),
    element("button", { type: "button", onclick: open }, "Try again"),
  ];
}

emptying.addEventListener("click", async () => {
  await fetch("/mails", { method: "DELETE" });
  location.hash = "";
  await open();
});
window.addEventListener("hashchange", open);
setInterval(readList, 1_000);
await open();
