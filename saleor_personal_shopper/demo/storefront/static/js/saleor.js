/** Saleor's GraphQL, asked from the browser like any storefront does. */

import { session } from "./session.js";

const API = `${document.documentElement.dataset.store}/graphql/`;

/** A refusal of Saleor: its sentence, and its code where there is one. */
export class SaleorError extends Error {
  constructor(message, code = null) {
    super(message);
    this.code = code;
  }
}

/** Runs a query and returns its data. */
export async function ask(query, variables = {}) {
  const token = session.customer?.token;
  const headers = { "Content-Type": "application/json" };
  if (token) headers.Authorization = `Bearer ${token}`;
  const response = await fetch(API, {
    method: "POST",
    headers,
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = await response.json();
  if (errors) throw new SaleorError(errors[0].message);
  return data;
}

/** Runs a mutation and returns its payload; its `errors` become an exception. */
export async function change(mutation, variables) {
  const [payload] = Object.values(await ask(mutation, variables));
  const [error] = payload.errors;
  if (error) throw new SaleorError(error.message, error.code);
  return payload;
}

/** Signs in; the access token lives five minutes and is renewed while the page is open. */
export async function signIn(email, password) {
  const { token, refreshToken, user } = await change(
    `mutation ($email: String!, $password: String!) {
      tokenCreate(email: $email, password: $password) {
        token refreshToken user { email firstName lastName } errors { message code }
      }
    }`,
    { email, password },
  );
  session.customer = { ...user, token, refreshToken };
}

export async function renewToken() {
  const customer = session.customer;
  if (!customer) return;
  try {
    const { token } = await change(
      `mutation ($refreshToken: String) {
        tokenRefresh(refreshToken: $refreshToken) { token errors { message code } }
      }`,
      { refreshToken: customer.refreshToken },
    );
    session.customer = { ...customer, token };
  } catch {
    session.customer = null;
  }
}
