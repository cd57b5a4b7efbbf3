// The pages: log in, customers, orders, an app's page, and installing an app.

import { ask, configure, isLoggedIn, logIn, logOut, settings } from "./api.js";
import { installedPage, permissionsPage } from "./extensions.js";
import { appFrame, appToken, extensionToken, openNewTab } from "./frame.js";

let apps = [];
let extensions = [];

export const theme = () => localStorage.getItem("theme") ?? "light";
export const language = () => localStorage.getItem("language") ?? "en";

export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (value !== undefined) made.setAttribute(key, value);
  }
  made.append(...children);
  return made;
}

export function toast(text) {
  const box = document.querySelector(".toasts") ?? element("div", { class: "toasts", role: "status" });
  document.body.append(box);
  const line = element("div", {}, text);
  box.append(line);
  setTimeout(() => line.remove(), 5000);
}

export function navigate(path) {
  history.pushState(null, "", path);
  render();
}

export function link(path, text, attributes = {}) {
  const current = location.pathname === path ? { "aria-current": "page" } : {};
  return element("a", { href: path, ...current, ...attributes }, text);
}

export async function loadExtensions() {
  const { apps: found } = await ask(`{ apps(first: 20) { edges { node {
    id name isActive appUrl brand { logo { default(size: 64) } }
    extensions { id label mountName targetName url settings } } } } }`);
  apps = found.edges.map(({ node }) => node).filter(({ isActive }) => isActive);
  extensions = apps.flatMap((app) => app.extensions.map((each) => ({ ...each, app })));
}

const mountedOn = (mount) => extensions.filter((each) => each.mountName === mount);

function entry(extension, context = {}, attributes = {}) {
  if (extension.targetName === "NEW_TAB") {
    return element("button", { ...attributes, onclick: () => openNewTab(extension, context) }, extension.label);
  }
  const query = new URLSearchParams(context);
  const path = `/extensions/app/${encodeURIComponent(extension.app.id)}${extension.url}`;
  return link(query.size ? `${path}?${query}` : path, extension.label, attributes);
}

function sidebar() {
  const apps = mountedOn("NAVIGATION_CUSTOMERS");
  return element("nav", { class: "sidebar", "aria-label": "Main" },
    element("strong", {}, "Maison Lumen"),
    link("/orders", "Orders"),
    link("/customers", "Customers"),
    ...(apps.length ? [element("span", { class: "divider" }, "Apps")] : []),
    ...apps.map((each) => entry(each, {}, { class: each.targetName === "NEW_TAB" ? "entry sub" : "sub" })),
    link("/extensions/installed", "Extensions"),
    link("/extensions/app/install", "Install an app"),
    element("span", { class: "divider" }, "Demo"),
    element("a", { class: "sub", href: settings().mailUrl, target: "_blank", rel: "noopener" }, "Sent mail"),
    element("div", { class: "foot" },
      select("Theme", ["light", "dark"], theme(), (value) => {
        localStorage.setItem("theme", value);
        document.documentElement.dataset.theme = value;
        window.dispatchEvent(new Event("appearance"));
      }),
      select("Language", ["en", "es", "pt", "ca"], language(), (value) => {
        localStorage.setItem("language", value);
        window.dispatchEvent(new Event("appearance"));
      }),
      element("button", { class: "quiet", onclick: logOut }, "Log out")));
}

function select(label, values, current, change) {
  const field = element("select", { onchange: (event) => change(event.target.value) },
    ...values.map((value) => element("option", value === current ? { selected: "" } : {}, value)));
  return element("label", {}, label, field);
}

function table(headings, rows) {
  return element("div", { class: "card" }, element("table", {},
    element("thead", {}, element("tr", {}, ...headings.map((text) => element("th", { scope: "col" }, text)))),
    element("tbody", {}, ...rows.map((cells) => element("tr", {}, ...cells.map((cell) => element("td", {}, cell)))))));
}

const money = ({ amount, currency }) => new Intl.NumberFormat("en", { style: "currency", currency }).format(amount);

async function ordersPage() {
  const { orders } = await ask(`{ orders(first: 50) { edges { node {
    id number created status userEmail total { gross { amount currency } } } } } }`);
  const rows = orders.edges.map(({ node }) => [
    link(`/orders/${encodeURIComponent(node.id)}`, `#${node.number}`),
    new Date(node.created).toLocaleString(), node.userEmail ?? "", node.status, money(node.total.gross)]);
  return [element("h1", {}, "Orders"), rows.length
    ? table(["Number", "Date", "Customer", "Status", "Total"], rows)
    : element("p", { class: "card" }, "No orders yet. They come from the storefront.")];
}

async function orderPage(id) {
  const { order } = await ask(`query ($id: ID!) { order(id: $id) {
    id number status userEmail total { gross { amount currency } }
    lines { id productName variantName quantity totalPrice { gross { amount currency } } } } }`, { id });
  const act = (mutation) => async () => {
    await ask(mutation, { id });
    render();
  };
  const lines = order.lines.map((line) =>
    [line.productName, line.variantName, String(line.quantity), money(line.totalPrice.gross)]);
  return [element("h1", {}, `Order #${order.number}`),
    element("div", { class: "columns" },
      element("div", {},
        table(["Product", "Variant", "Quantity", "Total"], lines),
        element("div", { class: "card" }, `${order.status} · ${order.userEmail ?? ""} · ${money(order.total.gross)}`),
        element("div", { class: "actions" },
          element("button", { onclick: act("mutation ($id: ID!) { orderMarkAsPaid(id: $id) { errors { message } } }") }, "Mark as paid"),
          element("button", { class: "quiet", onclick: act("mutation ($id: ID!) { orderCancel(id: $id) { errors { message } } }") }, "Cancel order"))),
      element("aside", {}, ...mountedOn("ORDER_DETAILS_WIDGETS").map((each) => widget(each, { orderId: id }))))];
}

function widget(extension, context) {
  const frame = appFrame({
    app: extension.app, path: extension.url, params: context, widget: true,
    freshToken: () => extensionToken(extension.app.id, extension.id),
  });
  return element("section", { class: "card widget" }, element("h2", {}, extension.label), frame);
}

async function customersPage() {
  const { customers } = await ask(`{ customers(first: 50) { edges { node { id email firstName lastName } } } }`);
  const rows = customers.edges.map(({ node }) => [
    link(`/customers/${encodeURIComponent(node.id)}`, `${node.firstName} ${node.lastName}`.trim() || node.email), node.email]);
  return [element("h1", {}, "Customers"), table(["Name", "Email"], rows)];
}

async function customerPage(id) {
  const { user } = await ask("query ($id: ID!) { user(id: $id) { id email firstName lastName } }", { id });
  return [element("h1", {}, `${user.firstName} ${user.lastName}`), element("p", { class: "card" }, user.email),
    element("div", { class: "actions" },
      ...mountedOn("CUSTOMER_DETAILS_MORE_ACTIONS").map((each) => entry(each, { customerId: id })))];
}

function appPage(appId, path) {
  const app = apps.find(({ id }) => id === appId);
  if (!app) return [element("p", { class: "card error" }, "This app is not installed.")];
  const logo = app.brand?.logo?.default;
  const own = Object.fromEntries(new URLSearchParams(location.search));
  return [element("header", {}, ...(logo ? [element("img", { src: logo, alt: "" })] : []), element("strong", {}, app.name)),
    appFrame({ app, path: own.appPath ? `${app.appUrl}/${own.appPath}` : path || app.appUrl, params: own, freshToken: () => appToken(appId) })];
}

function installPage() {
  const given = new URLSearchParams(location.search).get("manifestUrl") ?? "";
  const field = element("input", { name: "url", value: given, required: "", type: "url" });
  const report = element("p", { role: "status" });
  return [element("h1", {}, "Install an app"),
    element("form", { class: "card", onsubmit: (event) => { event.preventDefault(); install(field.value, report); } },
      element("label", {}, "Manifest URL", field), element("button", {}, "Install"), report)];
}

async function install(manifestUrl, report) {
  try {
    const { appFetchManifest: fetched } = await ask(`mutation ($url: String!) { appFetchManifest(manifestUrl: $url) {
      manifest { name permissions { code } } errors { message } } }`, { url: manifestUrl });
    if (fetched.errors.length) throw new Error(fetched.errors[0].message);
    const input = { appName: fetched.manifest.name, manifestUrl, permissions: fetched.manifest.permissions.map(({ code }) => code) };
    const { appInstall } = await ask("mutation ($input: AppInstallInput!) { appInstall(input: $input) { errors { message } } }", { input });
    if (appInstall.errors.length) throw new Error(appInstall.errors[0].message);
    report.textContent = "Installing …";
    await untilInstalled();
    await loadExtensions();
    navigate("/customers");
  } catch (error) {
    report.textContent = error.message;
    report.className = "error";
  }
}

async function untilInstalled() {
  for (let tries = 0; tries < 120; tries += 1) {
    const { appsInstallations } = await ask("{ appsInstallations { status message } }");
    if (!appsInstallations.length) return;
    if (appsInstallations.at(-1).status === "FAILED") throw new Error(appsInstallations.at(-1).message);
    await new Promise((done) => setTimeout(done, 250));
  }
  throw new Error("The installation takes too long.");
}

function loginPage() {
  const email = element("input", { name: "email", type: "email", autocomplete: "username", required: "" });
  const password = element("input", { name: "password", type: "password", autocomplete: "current-password", required: "" });
  const report = element("p", { class: "error", role: "alert" });
  const submit = async (event) => {
    event.preventDefault();
    try {
      await logIn(email.value, password.value);
      await loadExtensions();
      render();
    } catch (error) {
      report.textContent = error.message;
    }
  };
  document.body.replaceChildren(element("main", { class: "login" }, element("form", { class: "card", onsubmit: submit },
    element("h1", {}, "Log in to the Dashboard"), element("label", {}, "Email", email),
    element("label", {}, "Password", password), element("button", {}, "Log in"), report)));
}

// A shortcut to the desk: what the entry in the sidebar does, after one click.
function deskPage() {
  const desk = mountedOn("NAVIGATION_CUSTOMERS").find((each) => each.targetName === "NEW_TAB");
  return [element("h1", {}, "Desk"), desk ? entry(desk) : element("p", { class: "card" }, "The app is not installed.")];
}

async function content() {
  const [, area, ...rest] = location.pathname.split("/").map(decodeURIComponent);
  if (area === "orders" && rest[0]) return orderPage(rest[0]);
  if (area === "customers" && rest[0]) return customerPage(rest[0]);
  if (area === "customers") return customersPage();
  if (area === "desk") return deskPage();
  if (area === "extensions" && rest[1] === "install") return installPage();
  if (area === "extensions" && rest[0] === "installed") return installedPage();
  if (area === "extensions" && rest[2] === "edit" && rest[3] === "permissions") return permissionsPage(rest[1]);
  if (area === "extensions" && rest[1]) return appPage(rest[1], rest.slice(2).length ? `/${rest.slice(2).join("/")}` : "");
  return ordersPage();
}

async function render() {
  let shown;
  try {
    shown = await content();
  } catch (error) {
    shown = [element("p", { class: "card error" }, error.message)];
  }
  const framed = shown.some((each) => each.tagName === "IFRAME");
  document.body.replaceChildren(element("div", { class: "layout" }, sidebar(),
    element("main", framed ? { class: "frame" } : {}, ...shown)));
}

document.addEventListener("click", (event) => {
  const anchor = event.target.closest?.("a[href^='/']");
  if (!anchor || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  navigate(anchor.getAttribute("href"));
});
window.addEventListener("popstate", render);
window.addEventListener("refresh-entity", render);

document.documentElement.dataset.theme = theme();
await configure();
if (await isLoggedIn()) {
  await loadExtensions();
  await render();
} else {
  loginPage();
}
