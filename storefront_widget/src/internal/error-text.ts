import { ApiError, RefusedError } from "../api/graphql-client";
import { RoomError } from "../call/room-error";
import { t } from "./i18n";

/** What to tell the visitor about a fault: the server's own words where it has some. */
export function errorText(error: unknown): string {
  if (error instanceof RefusedError) return error.message;
  if (error instanceof ApiError && error.kind === "network") return t("error.network");
  if (!(error instanceof RoomError)) return t("error.unexpected");
  if (error.code === "OFFLINE") return t("error.network");
  return error.code === "TIMEOUT" ? t("error.shortTime") : error.message;
}
