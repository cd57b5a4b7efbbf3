import { beforeEach, describe, expect, it } from "vitest";
import { PageTitle } from "./page-title";

describe("PageTitle", () => {
  let page: EventTarget & { title: string; hidden: boolean };
  let title: PageTitle;

  beforeEach(() => {
    page = Object.assign(new EventTarget(), { title: "Casa", hidden: false });
    title = new PageTitle(page as unknown as Document);
  });

  it("should show the place in the queue while there is one", () => {
    title.showPlace(3);
    expect(page.title).toBe("(3) Casa");
    title.showPlace(null);
    expect(page.title).toBe("Casa");
  });

  it("should call the visitor back from another tab, until he is there", () => {
    page.hidden = true;
    title.callBack("Your call is starting");
    expect(page.title).toBe("Your call is starting · Casa");
    page.hidden = false;
    page.dispatchEvent(new Event("visibilitychange"));
    expect(page.title).toBe("Casa");
  });

  it("should not call whoever is looking", () => {
    title.callBack("Your call is starting");
    expect(page.title).toBe("Casa");
  });
});
