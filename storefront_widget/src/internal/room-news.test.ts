import { beforeAll, describe, expect, it } from "vitest";
import type { RoomNews } from "../call/call-session";
import type { ServerMessage } from "../call/room-messages";
import { reduceRoom, type RoomState } from "../call/room-state";
import {
  chatFile,
  checkout,
  customer,
  participant,
  personalShopper,
  product,
  variant,
  welcomeData,
} from "../call/testing";
import { useLocale } from "./i18n";
import { NewsTeller, newsText, type InSight } from "./room-news";

function news(
  type: string,
  data: object,
  role: "CUSTOMER" | "PERSONAL_SHOPPER" = "CUSTOMER",
): RoomNews {
  const you = role === "CUSTOMER" ? customer : personalShopper;
  const welcome = welcomeData({ you: { id: you.id, role, capabilities: [] } });
  const before = reduceRoom(null, { type: "welcome", data: welcome, at: "" }) as RoomState;
  const message = { type, data, at: "", seq: 11 } as unknown as ServerMessage;
  return { before, after: reduceRoom(before, message) as RoomState, message };
}

describe("newsText", () => {
  beforeAll(() => useLocale("en"));

  it("should greet whoever joins, but not oneself", () => {
    const guest = participant({ id: "jon", name: "Jon", role: "GUEST" });
    expect(newsText(news("participant.joined", { participant: guest }), "shown")?.text).toBe(
      "Jon joined",
    );
    const me = participant(customer);
    expect(newsText(news("participant.joined", { participant: me }), "shown")).toBeNull();
  });

  it("should leave the end of the lobby to its own words", () => {
    const told = news("participant.joined", {
      participant: participant({ id: "jon", name: "Jon", role: "GUEST" }),
    });
    expect(
      newsText({ ...told, before: { ...told.before, status: "WAITING" } }, "shown"),
    ).toBeNull();
  });

  it("should name who left", () => {
    expect(newsText(news("participant.left", { id: personalShopper.id }), "shown")?.text).toBe(
      "Ana left",
    );
  });

  it("should let hear that somebody shares a screen, but not of a camera or of one's own", () => {
    const publication = { id: "p", source: "screen", participant: personalShopper, whepUrl: "" };
    const tell = (changes: object): unknown =>
      newsText(news("publication.added", { publication: { ...publication, ...changes } }), "shown");
    expect(tell({})).toEqual({ text: "Ana is sharing the screen", tone: "info", onlyHeard: true });
    expect(tell({ source: "camera" })).toBeNull();
    expect(tell({ participant: customer })).toBeNull();
  });

  it("should tell a message of the chat only while it cannot be read", () => {
    const chat = { id: "1", participant: personalShopper, text: "x".repeat(200), sentAt: "" };
    expect(newsText(news("chat.message", chat), "chat")).toBeNull();
    expect(newsText(news("chat.message", chat), "shown")?.text).toHaveLength("Ana: ".length + 89);
  });

  it("should name a file that came while the chat cannot be read", () => {
    const file = chatFile("f1");
    const chat = { id: "1", participant: personalShopper, text: "", sentAt: "", file };
    expect(newsText(news("chat.message", chat), "shown")?.text).toBe("Ana sent photo.jpg");
  });

  it("should tell the personal shopper how his suggestion was answered", () => {
    const answered = { id: "p", status: "DECLINED", by: customer };
    expect(newsText(news("proposal.answered", answered, "PERSONAL_SHOPPER"), "shown")?.text).toBe(
      "Marta declined your suggestion",
    );
    expect(newsText(news("proposal.answered", answered), "shown")).toBeNull();
  });

  it("should have what is shown read out, and seen in passing where a panel hides it", () => {
    const shown = { id: "s", product: product("Bag"), variant: null, by: personalShopper };
    const told = (inSight: InSight) => newsText(news("product.shown", shown), inSight);
    expect(told("shown")).toMatchObject({ text: "Ana shows you: Product Bag", onlyHeard: true });
    expect(told("chat")).toMatchObject({ text: "Ana shows you: Product Bag", onlyHeard: false });
    const own = newsText(news("product.shown", shown, "PERSONAL_SHOPPER"), "shown");
    expect(own).toBeNull();
  });

  it("should have a suggestion read out to the customer, who sees it", () => {
    const suggested = { ...variant("V"), product: product("Bag") };
    const lines = [{ variant: suggested, quantity: 1, unitPrice: null }];
    const created = { proposal: { id: "p", status: "PENDING", by: personalShopper, lines } };
    expect(newsText(news("proposal.created", created), "chat")).toMatchObject({
      text: "Ana suggests: Product Bag, V",
      onlyHeard: true,
    });
    expect(newsText(news("proposal.created", created, "PERSONAL_SHOPPER"), "chat")).toBeNull();
  });

  it("should tell everybody who agrees to a recording and who does not", () => {
    const told = (kind: string, given: boolean) =>
      newsText(news("consent.updated", { participant: customer, kind, given }), "shown")?.text;
    expect(told("RECORDING", true)).toBe("Marta agrees to a recording");
    expect(told("RECORDING", false)).toBe("Marta does not agree to a recording");
    expect(told("CALL", true)).toBeUndefined();
  });

  it("should say who else changed the cart", () => {
    const updated = { checkout: checkout("1"), by: personalShopper };
    expect(newsText(news("checkout.updated", updated), "shown")?.text).toBe("Ana changed the cart");
    expect(newsText(news("checkout.updated", { ...updated, by: customer }), "shown")).toBeNull();
  });

  it("should say in words, to whom it concerns, what the shop refused later", () => {
    const refusal = { participant: customer.id, variant: { id: "V" }, code: "INSUFFICIENT_STOCK" };
    const updated = (more: object): object => ({
      checkout: checkout("1"),
      by: null,
      refusals: [{ ...refusal, availableQuantity: 2, ...more }],
    });
    expect(newsText(news("checkout.updated", updated({})), "shown")).toEqual({
      text: "Could not be added: only 2 left.",
      tone: "warning",
    });
    const shop = updated({ code: "SHOP_UNREACHABLE" });
    expect(newsText(news("checkout.updated", shop), "shown")?.text).toContain("did not answer");
    expect(newsText(news("checkout.updated", updated({}), "PERSONAL_SHOPPER"), "shown")).toBeNull();
  });
});

describe("NewsTeller", () => {
  it("should tell an accepted suggestion once, and later changes of the cart again", () => {
    const teller = new NewsTeller();
    const changed = { checkout: checkout("1"), by: customer };
    const tell = (type: string, data: object): string | undefined =>
      teller.tell(news(type, data, "PERSONAL_SHOPPER"), "shown")?.text;
    expect(tell("proposal.answered", { id: "p", status: "ACCEPTED", by: customer })).toContain(
      "added your suggestion",
    );
    expect(tell("checkout.updated", changed)).toBeUndefined();
    expect(tell("checkout.updated", changed)).toBe("Marta changed the cart");
  });
});
