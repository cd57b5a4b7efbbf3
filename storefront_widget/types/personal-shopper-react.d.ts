/** Typings of `<personal-shopper>` in the JSX of React 18 and 19. */
import type { DetailedHTMLProps, HTMLAttributes } from "react";
import type { PersonalShopperAttributes, PersonalShopperElement } from "./personal-shopper";

type PersonalShopperProps = DetailedHTMLProps<
  HTMLAttributes<PersonalShopperElement>,
  PersonalShopperElement
> &
  PersonalShopperAttributes;

declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
      "personal-shopper": PersonalShopperProps;
    }
  }
}
