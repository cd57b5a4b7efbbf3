import type { ManagePage } from "../../api/manage";
import { t } from "../../internal/i18n";
import type { IconName } from "../../internal/icons";

export interface Standing {
  readonly symbol: IconName;
  readonly title: string;
  readonly text: string;
  readonly isAhead: boolean;
}

/** How things stand with a booking, in words. */
export function standingOf(
  { event, mayChange }: ManagePage,
  done: "moved" | "cancelled" | null,
): Standing {
  const isAhead = mayChange && Date.parse(event.startsAt ?? "") > Date.now();
  if (done === "moved") return { symbol: "check", title: t("manage.moved"), text: "", isAhead };
  if (event.status === "CANCELLED") {
    const text = t(done === null ? "manage.cancelledText" : "manage.cancelledThanks");
    return {
      symbol: done === null ? "calendar" : "check",
      title: t("manage.cancelled"),
      text,
      isAhead,
    };
  }
  if (event.status === "LIVE") {
    return { symbol: "camera", title: t("manage.live"), text: t("manage.liveText"), isAhead };
  }
  if (!mayChange) {
    return { symbol: "clock", title: t("manage.past"), text: t("manage.pastText"), isAhead };
  }
  return { symbol: "calendar", title: t("manage.title"), text: t("manage.text"), isAhead };
}
