import type { DeviceNews } from "../call/local-media-state";
import { t } from "./i18n";
import type { Toast } from "./toast";

/** What to tell a visitor whose devices changed by themselves. */
export function deviceNewsText(news: DeviceNews): Toast {
  switch (news.what) {
    case "gone":
      return {
        text: t(news.kind === "camera" ? "devices.cameraGone" : "devices.microphoneGone"),
        tone: "warning",
      };
    case "replaced":
      return news.label === ""
        ? { text: t("devices.replacedUnnamed"), tone: "info" }
        : { text: t("devices.replaced", { name: news.label }), tone: "info" };
    case "added":
      return { text: t("devices.added", { name: news.label }), tone: "info" };
  }
}
