// The visible elements of a role whose name begins so, the very name first, else in the order of
// the document; through open shadow roots too.
(role, name) => {
  const SELECTORS = {
    button: "button, [role=button], summary",
    link: "a[href]",
    field: "input, textarea, select",
    heading: "h1, h2, h3",
    text: "*",
  };
  const nameOf = (element) => {
    const label = element.getAttribute("aria-label") ?? element.labels?.[0]?.textContent;
    return (label ?? element.textContent ?? "").replace(/\s+/g, " ").trim();
  };
  const hasOwnText = (element) =>
    [...element.childNodes].some((node) => node.nodeType === 3 && node.data.includes(name));
  const fits = (element) => {
    if (role === "text") return hasOwnText(element);
    const own = nameOf(element);
    return own.startsWith(name) || (role === "field" && own.includes(name));
  };
  const found = [];
  const walk = (root) => {
    for (const element of root.querySelectorAll("*")) {
      const isOfRole = element.matches(SELECTORS[role]);
      if (isOfRole && fits(element) && element.getClientRects().length > 0) found.push(element);
      if (element.shadowRoot) walk(element.shadowRoot);
    }
  };
  walk(document);
  const isExact = (element) => nameOf(element) === name;
  return [...found.filter(isExact), ...found.filter((element) => !isExact(element))];
};
