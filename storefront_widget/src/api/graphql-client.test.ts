import { describe, expect, it, vi } from "vitest";
import { accepted, graphql, GraphQlClient, RefusedError } from "./graphql-client";

const DOCUMENT = graphql<{ hello: string }, { name: string }>(
  "query Hello($name: String!) { hello }",
);

function clientAnswering(response: Response | Error) {
  const fetch = vi.fn<typeof globalThis.fetch>(() =>
    response instanceof Error ? Promise.reject(response) : Promise.resolve(response),
  );
  const saleorApiUrl = "https://shop.example/graphql/";
  return {
    fetch,
    client: new GraphQlClient({ url: "/graphql/", locale: () => "ca", saleorApiUrl, fetch }),
  };
}

describe("GraphQlClient", () => {
  it("should say who asks, of which shop and in which language", async () => {
    const { client, fetch } = clientAnswering(Response.json({ data: { hello: "hi" } }));
    await expect(client.request(DOCUMENT, { name: "x" }, { bearer: "token" })).resolves.toEqual({
      hello: "hi",
    });
    expect(fetch.mock.calls[0]?.[1]?.headers).toEqual({
      "Content-Type": "application/json",
      "Accept-Language": "ca",
      "Saleor-Api-Url": "https://shop.example/graphql/",
      Authorization: "Bearer token",
    });
  });

  it.each([
    ["network", new TypeError("Failed to fetch")],
    ["auth", new Response("", { status: 401 })],
    [
      "auth",
      Response.json({ errors: [{ message: "No.", extensions: { code: "UNAUTHENTICATED" } }] }),
    ],
    ["server", Response.json({ errors: [{ message: "Oops." }] })],
    ["server", new Response("<html>", { status: 502 })],
  ])("should tell a fault of the kind %s apart", async (kind, response) => {
    const { client } = clientAnswering(response);
    await expect(client.request(DOCUMENT, { name: "x" })).rejects.toMatchObject({ kind });
  });
});

describe("accepted", () => {
  it("should throw the server's own words", () => {
    const refusal = { field: "lines", message: "Only 2 left.", code: "INSUFFICIENT_STOCK" };
    expect(() => accepted({ errors: [refusal] })).toThrow(RefusedError);
    expect(() => accepted({ errors: [refusal] })).toThrow("Only 2 left.");
    expect(accepted({ errors: [] })).toEqual({ errors: [] });
  });
});
