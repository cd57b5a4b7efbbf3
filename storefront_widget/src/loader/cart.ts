/** The parameter by which a one-use code comes back to the shop's page. */
const CODE_PARAMETER = "ps_cart";

export interface Cart {
  readonly checkoutId: string;
  readonly channel: string;
}

/** The cookie's name; shops with one cart per channel write `checkoutId-{channel}`. */
export function cookieName(template: string, channel: string): string {
  return template.replaceAll("{channel}", channel);
}

export function readCookie(name: string, cookies: string = document.cookie): string | null {
  for (const pair of cookies.split("; ")) {
    const at = pair.indexOf("=");
    if (at > 0 && pair.slice(0, at) === name) return decode(pair.slice(at + 1));
  }
  return null;
}

function decode(value: string): string | null {
  try {
    return decodeURIComponent(value) || null;
  } catch {
    return value;
  }
}

/** The cookie a shop would set itself: for the session, readable by its own script. */
export function cartCookie(name: string, checkoutId: string, secure: boolean): string {
  const attributes = `path=/; SameSite=Lax${secure ? "; Secure" : ""}`;
  return `${name}=${encodeURIComponent(checkoutId)}; ${attributes}`;
}

export function writeCartCookie(template: string, { checkoutId, channel }: Cart): void {
  const isSecure = location.protocol === "https:";
  document.cookie = cartCookie(cookieName(template, channel), checkoutId, isSecure);
}

/** Exchanges a one-use code for the cart it stands for; null when it is spent or too old. */
export async function exchangeCode(app: URL, code: string): Promise<Cart | null> {
  try {
    const response = await fetch(new URL("/widget/v1/cart", app), {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ code }),
      credentials: "omit",
    });
    return response.ok ? readCart(await response.json()) : null;
  } catch {
    return null;
  }
}

function readCart(data: unknown): Cart | null {
  if (typeof data !== "object" || data === null) return null;
  const { checkoutId, channel } = data as Partial<Cart>;
  if (typeof checkoutId !== "string" || typeof channel !== "string") return null;
  return { checkoutId, channel };
}

/** The address without its code, and the code. */
export function splitCode(address: string): { address: string; code: string | null } {
  const url = new URL(address);
  const code = url.searchParams.get(CODE_PARAMETER);
  if (code === null) return { address, code };
  url.searchParams.delete(CODE_PARAMETER);
  return { address: url.href, code };
}

/** Takes the code out of the address bar, so that it is in no bookmark and no referrer. */
export function takeCodeFromAddressBar(): string | null {
  const { address, code } = splitCode(location.href);
  if (code !== null) history.replaceState(history.state, "", address);
  return code;
}
