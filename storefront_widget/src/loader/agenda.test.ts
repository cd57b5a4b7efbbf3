// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { seal } from "../bridge/messages";
import { APP, place, settle, ShopPage } from "./testing";

const AGENDA = { mode: "inline", campaign: "winter" };

describe("<personal-shopper mode=inline campaign=…> (SF-15)", () => {
  let page: ShopPage;

  beforeEach(async () => {
    page = new ShopPage();
    await page.load();
  });

  afterEach(() => {
    vi.useRealTimers();
    page.leave();
  });

  it("should show the booking page in place, in the shop's language, and no button", () => {
    place({ ...AGENDA, "personal-shopper": "ana", locale: "es", theme: "dark" });

    expect(page.frame.src).toBe(`${APP}/book/winter/ana?channel=default&locale=es&theme=dark`);
    expect(page.frame.title).toBe("Reservar una videollamada");
    expect(page.find("button")).toHaveLength(0);
  });

  it("should name a campaign in the address whatever is in its id", () => {
    place({ ...AGENDA, campaign: "../call?x=" });
    expect(page.frame.src).toBe(`${APP}/book/..%2Fcall%3Fx%3D?channel=default`);
  });

  it("should be a button without a campaign, and change when the shop changes it", () => {
    const element = place({ mode: "inline" });
    expect(page.find("iframe")).toHaveLength(0);
    expect(page.find("button")).toHaveLength(1);

    element.setAttribute("campaign", "winter");
    expect(page.frame.src).toContain("/book/winter?");
    expect(page.find("button")).toHaveLength(0);

    element.removeAttribute("campaign");
    expect(page.find("iframe")).toHaveLength(0);
    expect(page.find("button")).toHaveLength(1);
  });

  it("should greet the page, and tell it who the customer is and how the shop looks", () => {
    const element = place({ ...AGENDA, "customer-name": "Emma", "customer-email": "e@x.org" });
    page.say({ type: "ready" });
    element.setAttribute("theme", "dark");

    const [attach, first, second] = page.told;
    expect(attach).toEqual(seal({ type: "attach", resume: null }));
    expect(first).toMatchObject({
      type: "context",
      context: { customerName: "Emma", customerEmail: "e@x.org", theme: null },
    });
    expect(second).toMatchObject({ type: "context", context: { theme: "dark" } });
    // Another theme is no reason to lose what was typed.
    expect(page.frame.src).not.toContain("theme");
  });

  it("should hand over the customer's token when asked, by whichever element knows it", async () => {
    place(AGENDA);
    place().getCustomerToken = () => "saleor-token";
    page.say({ type: "ready" });
    page.say({ type: "customer-wanted" }, "https://evil.example");
    await settle();
    expect(JSON.stringify(page.told)).not.toContain("saleor-token");

    page.say({ type: "customer-wanted" });
    await settle();
    expect(page.told).toContainEqual(seal({ type: "customer", token: "saleor-token" }));
  });

  it("should be as high as its content, and believe its own frame only", () => {
    place(AGENDA);
    page.say({ type: "size", height: 480 });
    expect(page.frame.style.height).toBe("480px");
    page.say({ type: "size", height: 9 }, "https://evil.example");
    expect(page.frame.style.height).toBe("480px");
  });

  it("should tell the shop of a booking at the element where it was made", () => {
    const element = place(AGENDA);
    place();
    const targets: (EventTarget | null)[] = [];
    const note = ({ target }: Event): void => void targets.push(target);
    document.addEventListener("personal-shopper:booked", note);
    const booked = { event: "E1", startsAt: "2026-12-01T09:00:00Z" };
    page.say({ type: "booked", ...booked }, "https://evil.example");
    page.say({ type: "booked", ...booked });
    document.removeEventListener("personal-shopper:booked", note);

    expect(targets).toEqual([element]);
    expect(page.heard.at(-1)).toEqual(["personal-shopper:booked", booked]);
  });

  it("should say so and offer a tab where the frame is refused, until it greets after all", () => {
    vi.useFakeTimers();
    place(AGENDA);
    page.frame.dispatchEvent(new Event("load"));
    vi.advanceTimersByTime(10_000);

    const [link] = page.find("a");
    expect(link?.href).toBe(`${APP}/book/winter?channel=default`);
    expect(page.find("p")[0]?.hidden).toBe(false);
    expect(page.frame.hidden).toBe(true);

    page.say({ type: "ready" });
    expect(page.find("p")[0]?.hidden).toBe(true);
    expect(page.frame.hidden).toBe(false);
  });

  it("should not listen any more once it is out of the page", () => {
    const element = place(AGENDA);
    const frame = page.frame;
    element.remove();
    document.body.append(element);
    element.remove();
    window.dispatchEvent(
      Object.assign(new Event("message"), {
        origin: APP,
        source: frame.contentWindow,
        data: seal({ type: "booked", event: "E1", startsAt: "" }),
      }),
    );
    expect(page.heard).toEqual([]);
  });
});
