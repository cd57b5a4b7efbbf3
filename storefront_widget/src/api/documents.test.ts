import { readFileSync } from "node:fs";
import { buildSchema, parse, validate } from "graphql";
import { describe, expect, it } from "vitest";
import * as booking from "./booking";
import * as entry from "./entry";
import type { TypedDocument } from "./graphql-client";
import * as manage from "./manage";
import * as resume from "./resume";
import * as room from "./room";
import * as shopping from "./shopping";
import * as trial from "./trial";

const SCHEMA = "../saleor_personal_shopper/graphql/schema.graphql";
const documents = Object.entries({
  ...booking,
  ...entry,
  ...manage,
  ...resume,
  ...room,
  ...shopping,
  ...trial,
}) as [string, TypedDocument<unknown, unknown>][];

describe("the documents", () => {
  // Federation's own directives are not declared in the file.
  const schema = buildSchema(readFileSync(SCHEMA, "utf8"), { assumeValidSDL: true });

  it.each(documents)("should be valid against the committed schema: %s", (_, document) => {
    expect(validate(schema, parse(document.text)).map(({ message }) => message)).toEqual([]);
  });
});
