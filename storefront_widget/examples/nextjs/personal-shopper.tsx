"use client";

import { useRouter } from "next/navigation";
import Script from "next/script";
import { useEffect, useRef } from "react";
// From https://<app>/widget/v1/personal-shopper.d.ts and personal-shopper-react.d.ts.
import type { PersonalShopperElement } from "../../types/personal-shopper";
import type {} from "../../types/personal-shopper-react";

export interface PersonalShopperProps {
  /** Where the app answers, such as https://shopper.example.com. */
  readonly appUrl: string;
  readonly saleorApiUrl: string;
  readonly channel: string;
  readonly locale?: string;
  /** Global ids of what the page shows. */
  readonly product?: string;
  readonly variant?: string;
  /** Gives the customer's Saleor access token, or null; a server action that reads the session. */
  readonly getCustomerToken?: () => Promise<string | null>;
  /** Of the page's Content-Security-Policy, where there is one. */
  readonly nonce?: string;
}

/**
 * The launcher of Personal Shopper. Put it once into the layout that all pages share: the call then
 * outlives every navigation. Server components read the cart anew whenever the call has changed it.
 */
export function PersonalShopper(props: PersonalShopperProps) {
  const { appUrl, saleorApiUrl, channel, locale, product, variant, nonce } = props;
  const element = useRef<PersonalShopperElement>(null);
  const router = useRouter();

  const getCustomerToken = props.getCustomerToken ?? null;
  useEffect(() => {
    if (element.current !== null) element.current.getCustomerToken = getCustomerToken;
  }, [getCustomerToken]);

  useEffect(() => {
    const refresh = (): void => router.refresh();
    document.addEventListener("personal-shopper:checkout", refresh);
    document.addEventListener("personal-shopper:order", refresh);
    return () => {
      document.removeEventListener("personal-shopper:checkout", refresh);
      document.removeEventListener("personal-shopper:order", refresh);
    };
  }, [router]);

  return (
    <>
      <Script
        src={`${appUrl}/widget/v1/personal-shopper.js`}
        strategy="afterInteractive"
        nonce={nonce}
      />
      <personal-shopper
        ref={element}
        saleor-api-url={saleorApiUrl}
        channel={channel}
        cart-cookie="checkoutId-{channel}"
        locale={locale}
        product={product}
        variant={variant}
      />
    </>
  );
}
