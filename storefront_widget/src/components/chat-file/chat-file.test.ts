// @vitest-environment happy-dom
import { beforeAll, describe, expect, it, vi } from "vitest";
import { ApiError } from "../../api/graphql-client";
import type { FileLink } from "../../api/files-api";
import { FileLinks } from "../../call/file-links";
import type { ChatFile } from "../../call/types";
import { useLocale } from "../../internal/i18n";
import { inside, settle, show } from "../testing";
import "./chat-file";
import type { PsChatFile } from "./chat-file";

const PHOTO = {
  id: "1",
  url: "/files/1",
  name: "beach.jpg",
  size: 1_000,
  thumbnailUrl: "/files/1/thumbnail",
} as ChatFile;

describe("<ps-chat-file>", () => {
  beforeAll(() => useLocale("en"));

  it("should show a picture whose link the network lost, once it is back", async () => {
    // given a message that came while links do not
    const ask = vi.fn<(url: string) => Promise<FileLink>>();
    ask.mockRejectedValue(new ApiError("network", ""));
    const links = new FileLinks({ link: ask });
    const element = await show<PsChatFile>("ps-chat-file", { file: PHOTO, links });
    await settle();
    const picture = inside(element, "img");
    expect(picture.getAttribute("src")).toBeNull();
    // when
    ask.mockResolvedValue({ url: "/full", thumbnailUrl: "/small" });
    window.dispatchEvent(new Event("online"));
    await settle();
    // then, and asked no more
    expect(picture.getAttribute("src")).toBe("/small");
    window.dispatchEvent(new Event("online"));
    expect(ask).toHaveBeenCalledTimes(2);
  });
});
