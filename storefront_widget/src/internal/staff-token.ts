import { ApiError } from "../api/graphql-client";

/** The staff's short bearer, from his session at the desk. */
export async function fetchStaffToken(url: string): Promise<string> {
  let response: Response;
  try {
    response = await fetch(url, {
      method: "POST",
      headers: { "X-Requested-With": "personal-shopper" },
      credentials: "same-origin",
    });
  } catch (error) {
    throw new ApiError("network", String(error));
  }
  if (response.status === 401 || response.status === 403) {
    throw new ApiError("auth", "The session at the desk is over.");
  }
  if (!response.ok) throw new ApiError("server", `The desk answered ${response.status}.`);
  const { token } = (await response.json()) as { token: string };
  return token;
}
