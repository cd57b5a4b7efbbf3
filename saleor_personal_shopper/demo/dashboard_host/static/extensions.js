// The list of installed extensions with their problems, and the page that an app's request for
// permissions opens.

import { ask } from "./api.js";
import { element, link, loadExtensions, navigate } from "./main.js";

export async function installedPage() {
  const { apps } = await ask(`{ apps(first: 20) { edges { node {
    id name version isActive problems { key message dismissed { by } } } } } }`);
  return [element("h1", {}, "Extensions"), ...apps.edges.map(({ node }) => installed(node))];
}

function installed({ id, name, version, isActive, problems }) {
  const open = problems.filter(({ dismissed }) => !dismissed);
  return element("section", { class: "card" },
    element("h2", {}, link(`/extensions/app/${encodeURIComponent(id)}`, `${name} ${version}`)),
    ...(isActive ? [] : [element("p", {}, "Deactivated")]),
    ...open.map(({ message }) => element("p", { class: "error" }, message)),
    element("div", { class: "actions" },
      element("button", { class: "quiet", onclick: () => uninstall(id) }, "Uninstall")));
}

async function uninstall(id) {
  await ask("mutation ($id: ID!) { appDelete(id: $id) { errors { message } } }", { id });
  await loadExtensions();
  navigate("/extensions/installed");
}

export async function permissionsPage(appId) {
  const query = new URLSearchParams(location.search);
  const wanted = query.get("requestedPermissions").split(",");
  const { app } = await ask("query ($id: ID!) { app(id: $id) { name permissions { code name } } }", { id: appId });
  const held = app.permissions.map(({ code }) => code);
  const home = `/extensions/app/${encodeURIComponent(appId)}?appPath=${query.get("redirectPath")}`;
  if (wanted.every((code) => held.includes(code))) return navigate(home), [];
  const approve = async () => {
    const isGiven = await give(appId, [...held, ...wanted]);
    navigate(isGiven ? home : `${home}&error=UPDATE_PERMISSIONS_FAILED`);
  };
  return [element("h1", {}, `Authorize ${app.name}`),
    element("section", { class: "card" },
      element("p", {}, "This app requests new permissions."),
      element("h2", {}, "Current permissions"),
      element("ul", {}, ...app.permissions.map(({ name }) => element("li", {}, name))),
      element("h2", {}, "Requested permissions"),
      element("ul", {}, ...wanted.map((code) => element("li", {}, code))),
      element("div", { class: "actions" },
        element("button", { class: "quiet", onclick: () => navigate(`${home}&error=USER_DENIED_PERMISSIONS`) }, "Deny"),
        element("button", { onclick: approve }, "Approve")))];
}

async function give(id, permissions) {
  try {
    const { appUpdate } = await ask(
      "mutation ($id: ID!, $permissions: [PermissionEnum!]) { appUpdate(id: $id, input: { permissions: $permissions }) { errors { message } } }",
      { id, permissions });
    return appUpdate.errors.length === 0;
  } catch {
    return false;
  }
}
