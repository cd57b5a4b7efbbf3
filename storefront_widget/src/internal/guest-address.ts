/**
 * The guest link as the address bar may show it; null where it does already, or where it is of
 * another origin. The page's language stays: a reload reads it from there.
 */
export function guestAddress(
  guestUrl: string,
  page: Pick<Location, "href" | "origin">,
): URL | null {
  const guest = new URL(guestUrl, page.href);
  const locale = new URL(page.href).searchParams.get("locale");
  if (locale !== null) guest.searchParams.set("locale", locale);
  return guest.origin !== page.origin || guest.href === page.href ? null : guest;
}
