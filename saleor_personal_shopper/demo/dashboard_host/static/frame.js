// The frame of an app and its messages, as the Saleor Dashboard 3.23 has them.

import { ask, settings } from "./api.js";
import { navigate, theme, language, toast } from "./main.js";

const SANDBOX = "allow-same-origin allow-forms allow-scripts allow-downloads allow-popups";
const TOKEN_REFRESH_MARGIN = 30_000;

export function appFrame({ app, path, params = {}, freshToken, widget = false }) {
  const frame = document.createElement("iframe");
  frame.setAttribute("sandbox", SANDBOX);
  frame.title = app.name;
  const url = new URL(path, app.appUrl);
  const query = {
    domain: new URL(settings().saleorApiUrl).host,
    saleorApiUrl: settings().saleorApiUrl,
    id: app.id,
    ...params,
    theme: theme(),
  };
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  frame.src = url.href;

  const send = (type, payload) => frame.contentWindow?.postMessage({ type, payload }, url.origin);
  let timer;

  async function shakeHands(type = "handshake") {
    const token = await freshToken();
    if (!frame.isConnected) return;
    const payload = type === "handshake"
      ? { token, version: 1, saleorVersion: widget ? "" : "3.23.0", dashboardVersion: "v3.23.0" }
      : { token };
    send(type, payload);
    if (type === "handshake") {
      send("theme", { theme: theme() });
      send("localeChanged", { locale: language() });
    }
    const expires = JSON.parse(atob(token.split(".")[1].replace(/-/g, "+").replace(/_/g, "/"))).exp * 1000;
    clearTimeout(timer);
    timer = setTimeout(() => shakeHands("tokenRefresh"), Math.max(30_000, expires - Date.now() - TOKEN_REFRESH_MARGIN));
  }

  const actions = {
    notifyReady: () => (shakeHands(), true),
    notification: ({ title, text, apiMessage }) => (toast([title, text, apiMessage].filter(Boolean).join(": ")), true),
    redirect: ({ to, newContext }) => redirect(to, newContext),
    updateRouting: ({ newRoute }) => {
      history.replaceState(null, "", `/extensions/app/${encodeURIComponent(app.id)}${newRoute}`);
      return true;
    },
    requestPermissions: ({ permissions, redirectPath }) => {
      if (!permissions?.length || !redirectPath) return false;
      const query = new URLSearchParams({ redirectPath, requestedPermissions: permissions.join(",") });
      navigate(`/extensions/app/${encodeURIComponent(app.id)}/edit/permissions?${query}`);
      return true;
    },
    widgetResize: ({ height }) => {
      if (!(widget && height > 0)) return false;
      frame.style.height = `${Math.min(height, 5000)}px`;
      return true;
    },
    refreshEntity: () => (window.dispatchEvent(new Event("refresh-entity")), true),
    popupClose: () => true,
  };

  function redirect(to, newContext) {
    if (to.startsWith("/")) return newContext ? Boolean(window.open(to)) : (navigate(to), true);
    if (!URL.canParse(to)) return false;
    if (newContext) return Boolean(window.open(to));
    if (confirm(`Leave for ${to}?`)) location.href = to;
    return true;
  }

  function receive({ origin, source, data }) {
    if (!frame.isConnected) return stop();
    if (origin !== url.origin || source !== frame.contentWindow || !data?.payload?.actionId) return;
    const run = actions[data.type];
    if (!run) return console.warn(`unknown action ${data.type}`);
    send("response", { actionId: data.payload.actionId, ok: run(data.payload) });
  }

  function announce() {
    send("theme", { theme: theme() });
    send("localeChanged", { locale: language() });
  }

  function stop() {
    clearTimeout(timer);
    window.removeEventListener("message", receive);
    window.removeEventListener("appearance", announce);
  }

  frame.addEventListener("load", () => shakeHands());
  window.addEventListener("message", receive);
  window.addEventListener("appearance", announce);
  return frame;
}

export async function appToken(appId) {
  const { app } = await ask("query ($id: ID!) { app(id: $id) { accessToken } }", { id: appId });
  return app.accessToken;
}

export async function extensionToken(appId, extensionId) {
  const { app } = await ask(
    "query ($id: ID!) { app(id: $id) { extensions { id accessToken } } }",
    { id: appId },
  );
  return app.extensions.find((each) => each.id === extensionId)?.accessToken;
}

// NEW_TAB with method POST: a form with target _blank, as facts of the Dashboard have it.
export async function openNewTab(extension, context = {}) {
  const form = document.createElement("form");
  form.method = "POST";
  form.target = "_blank";
  form.rel = "noopener";
  form.action = new URL(extension.url, extension.app.appUrl).href;
  const fields = {
    ...context,
    accessToken: await extensionToken(extension.app.id, extension.id),
    appId: extension.app.id,
    saleorApiUrl: settings().saleorApiUrl,
  };
  for (const [name, value] of Object.entries(fields)) {
    const input = document.createElement("input");
    input.type = "hidden";
    input.name = name;
    input.value = value;
    form.append(input);
  }
  document.body.append(form);
  form.submit();
  form.remove();
}
