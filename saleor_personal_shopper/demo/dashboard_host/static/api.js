// Saleor's GraphQL with the staff user's token, renewed before it dies.

const STORED = "dashboard-refresh-token";
let config;
let token = "";
let expires = 0;

export async function configure() {
  config = await (await fetch("/config.json")).json();
  return config;
}

export const settings = () => config;

async function post(query, variables, authorization) {
  const headers = { "Content-Type": "application/json" };
  if (authorization) headers.Authorization = `Bearer ${authorization}`;
  const answer = await fetch(config.saleorApiUrl, {
    method: "POST",
    headers,
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = await answer.json();
  if (errors?.length) throw new Error(errors[0].message);
  return data;
}

function keep(accessToken) {
  token = accessToken;
  expires = JSON.parse(atob(accessToken.split(".")[1].replace(/-/g, "+").replace(/_/g, "/"))).exp * 1000;
}

export async function logIn(email, password) {
  const { tokenCreate } = await post(
    `mutation ($email: String!, $password: String!) {
      tokenCreate(email: $email, password: $password) { token refreshToken errors { message } }
    }`,
    { email, password },
  );
  if (tokenCreate.errors.length) throw new Error(tokenCreate.errors[0].message);
  keep(tokenCreate.token);
  localStorage.setItem(STORED, tokenCreate.refreshToken);
}

async function refresh() {
  const refreshToken = localStorage.getItem(STORED);
  if (!refreshToken) throw new Error("Log in first.");
  const { tokenRefresh } = await post(
    `mutation ($refreshToken: String!) {
      tokenRefresh(refreshToken: $refreshToken) { token errors { message } }
    }`,
    { refreshToken },
  );
  if (!tokenRefresh.token) throw new Error("Log in again.");
  keep(tokenRefresh.token);
}

export async function isLoggedIn() {
  try {
    await refresh();
    return true;
  } catch {
    return false;
  }
}

export function logOut() {
  localStorage.removeItem(STORED);
  token = "";
  location.href = "/";
}

export async function ask(query, variables = {}) {
  if (Date.now() > expires - 20_000) await refresh();
  return post(query, variables, token);
}
