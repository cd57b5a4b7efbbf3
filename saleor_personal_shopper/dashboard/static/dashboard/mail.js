// Shows a mail as its readers see it, in a frame of its own that runs nothing.
//
// The frame has our page's policy, which lets no HTML bring styles of its own, as mails do; but
// scripts may set them.

const OWN_STYLE = "data-style";

/** The mail's document, whose styles are not applied yet. */
function read(html) {
  const inert = html
    .replaceAll(' style="', ` ${OWN_STYLE}="`)
    .replaceAll("<style", "<template")
    .replaceAll("</style>", "</template>");
  return new DOMParser().parseFromString(inert, "text/html");
}

function show(frame) {
  const [mail, shown] = [read(frame.dataset.mail), frame.contentDocument];
  const sheets = [...mail.querySelectorAll("template")].map((sheet) => sheetOf(frame, sheet));
  shown.documentElement.lang = mail.documentElement.lang;
  shown.body.replaceWith(shown.adoptNode(mail.body));
  for (const element of shown.querySelectorAll(`[${OWN_STYLE}]`)) {
    element.style.cssText = element.getAttribute(OWN_STYLE);
  }
  for (const link of shown.links) link.target = "_blank";
  shown.adoptedStyleSheets = sheets;
  new ResizeObserver(() => fit(frame)).observe(shown.body);
}

function sheetOf(frame, written) {
  const media = written.getAttribute("media") ?? "";
  const sheet = new frame.contentWindow.CSSStyleSheet({ media });
  sheet.replaceSync(written.content.textContent);
  return sheet;
}

function fit(frame) {
  const page = frame.contentDocument?.documentElement;
  const border = frame.offsetHeight - frame.clientHeight;
  if (page) frame.style.height = `${page.scrollHeight + border}px`;
}

document.addEventListener("htmx:afterSwap", ({ target }) => {
  for (const frame of target.querySelectorAll("iframe[data-mail]")) {
    frame.addEventListener("load", () => show(frame), { once: true });
  }
});
