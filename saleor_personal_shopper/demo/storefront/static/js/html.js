/**
 * Builds an element. Text is always set as text, so nothing from the store can become markup.
 *
 * @param {string} tag name, with classes after dots: "p.price.sale"
 * @param {Record<string, unknown>} properties attributes; `onclick` and the like are listeners
 * @param {...(Node | string | number | null | false)} children
 * @returns {HTMLElement}
 */
export function h(tag, properties = {}, ...children) {
  const [name, ...classes] = tag.split(".");
  const element = document.createElement(name);
  element.classList.add(...classes);
  for (const [key, value] of Object.entries(properties)) {
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (value === true) element.setAttribute(key, "");
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(key, value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== false));
  return element;
}

/** @param {{amount: number, currency: string}} money */
export function price(money) {
  return new Intl.NumberFormat(document.documentElement.lang, {
    style: "currency",
    currency: money.currency,
  }).format(money.amount);
}

/** Says something in passing, to eyes and to screen readers. */
export function announce(text) {
  const place = document.getElementById("announcer");
  place.textContent = text;
  place.classList.add("shown");
  clearTimeout(announce.timer);
  announce.timer = setTimeout(() => place.classList.remove("shown"), 4000);
}

/** Runs an action of a button: busy while it runs, and its failure is shown in `place`. */
export async function whileBusy(button, place, action) {
  button.disabled = true;
  place.textContent = "";
  try {
    await action();
  } catch (error) {
    place.textContent = error.message;
  } finally {
    button.disabled = false;
  }
}
