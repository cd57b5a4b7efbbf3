// @vitest-environment happy-dom
import { beforeAll, describe, expect, it, vi } from "vitest";
import { useLocale } from "../../internal/i18n";
import { inside, show } from "../testing";
import "./request-form";
import type { PsRequestForm, RequestAnswer } from "./request-form";

const PAGE = {
  storeName: "Casa",
  consentText: { id: "1", version: 1, text: "We hold a call." },
  privacyPolicyUrl: "javascript:alert(1)",
  termsUrl: "https://shop.example/terms",
  presence: { available: true, personalShoppers: 1, waiting: 2 },
  product: null,
  customer: null,
};

describe("<ps-request-form>", () => {
  beforeAll(() => useLocale("en"));

  async function form(): Promise<{
    element: PsRequestForm;
    consent: Element;
    answers: RequestAnswer[];
  }> {
    const element = await show<PsRequestForm>("ps-request-form", { page: PAGE, name: "Marta" });
    const consent = inside(element, "ps-consent-fields");
    const answers: RequestAnswer[] = [];
    element.addEventListener("ps-request", ({ detail }) => answers.push(detail));
    return { element, consent, answers };
  }

  async function submit(element: PsRequestForm): Promise<void> {
    inside(element, "form").dispatchEvent(new Event("submit", { cancelable: true }));
    await element.updateComplete;
  }

  const box = (consent: Element, id: string): HTMLInputElement =>
    inside(consent, `#${id}`) as HTMLInputElement;

  it("should tick nothing beforehand, and ask for nothing without agreement", async () => {
    const { element, consent, answers } = await form();
    expect([box(consent, "consent").checked, box(consent, "recording").checked]).toEqual([
      false,
      false,
    ]);
    await submit(element);
    expect(answers).toEqual([]);
    expect(consent.shadowRoot?.textContent).toContain("Tick the box to go on");
  });

  it("should give the call to whoever refuses the recording", async () => {
    const { element, consent, answers } = await form();
    box(consent, "consent").checked = true;
    await submit(element);
    expect(answers).toEqual([{ name: "Marta", email: "", recordingConsent: false }]);
  });

  it("should say what is wrong with a field, beside it", async () => {
    const { element, consent, answers } = await form();
    box(consent, "consent").checked = true;
    element.email = "marta@";
    await submit(element);
    expect(answers).toEqual([]);
    expect(inside(element, "#email-fault").textContent).toContain("name@example.com");
    expect(inside(element, "#email").getAttribute("aria-describedby")).toBe(
      "email-hint email-fault",
    );
  });

  it("should link only to web addresses, whatever the settings hold", async () => {
    const { consent } = await form();
    const links = [...(consent.shadowRoot?.querySelectorAll("a") ?? [])];
    expect(links.map(({ href }) => href)).toEqual(["https://shop.example/terms"]);
  });

  it("should not ask twice while the request is under way", async () => {
    const { element, consent, answers } = await form();
    box(consent, "consent").checked = true;
    element.busy = true;
    await submit(element);
    expect(answers).toEqual([]);
  });

  it("should offer to leave a message instead", async () => {
    const { element } = await form();
    const asked = vi.fn();
    element.addEventListener("ps-message-instead", asked);
    inside(element, "button", "Leave a message").click();
    expect(asked).toHaveBeenCalledTimes(1);
  });
});
