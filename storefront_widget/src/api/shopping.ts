/** Products and cart of an event; the bearer is the participant's access token. */
import type { Product, ProductCard, ProposalStatus } from "../call/types";
import { graphql, type Refusal } from "./graphql-client";

interface Payload {
  readonly errors: readonly Refusal[];
}

export interface ProductPage {
  readonly edges: readonly { readonly node: ProductCard }[];
  readonly pageInfo: { readonly endCursor: string | null; readonly hasNextPage: boolean };
}

const MONEY = "{ amount currency }";
const CARD = `id name slug thumbnailUrl priceRange { start ${MONEY} stop ${MONEY} }`;

export const PRODUCTS = graphql<
  { personalShopperProducts: ProductPage },
  { event: string; search: string | null; after: string | null }
>(`
  query Products($event: ID!, $search: String, $after: String) {
    personalShopperProducts(event: $event, search: $search, after: $after) {
      edges { node { ${CARD} } }
      pageInfo { endCursor hasNextPage }
    }
  }
`);

export const PRODUCT = graphql<
  { personalShopperProduct: Product | null },
  { event: string; id: string }
>(`
  query Product($event: ID!, $id: ID!) {
    personalShopperProduct(event: $event, id: $id) {
      ${CARD}
      description
      images { url alt }
      variants {
        id
        name
        sku
        attributes { name values }
        price ${MONEY}
        undiscountedPrice ${MONEY}
        quantityAvailable
        quantityLimit
        imageUrl
      }
    }
  }
`);

export const PRODUCT_SHOW = graphql<
  { personalShopperEventProductShow: Payload },
  { event: string; product: string; variant: string | null }
>(`
  mutation ProductShow($event: ID!, $product: ID!, $variant: ID) {
    personalShopperEventProductShow(event: $event, product: $product, variant: $variant) {
      errors {
        field
        message
        code
      }
    }
  }
`);

export const LINES_ADD = graphql<
  {
    personalShopperEventCheckoutLinesAdd: Payload & {
      readonly proposal: { readonly id: string; readonly status: ProposalStatus } | null;
    };
  },
  { event: string; lines: readonly { variant: string; quantity: number }[] }
>(`
  mutation LinesAdd($event: ID!, $lines: [PersonalShopperEventCheckoutLinesAddInput!]!) {
    personalShopperEventCheckoutLinesAdd(event: $event, lines: $lines) {
      proposal {
        id
        status
      }
      errors {
        field
        message
        code
      }
    }
  }
`);

export const LINES_UPDATE = graphql<
  { personalShopperEventCheckoutLinesUpdate: Payload },
  { event: string; lines: readonly { line: string; quantity: number }[] }
>(`
  mutation LinesUpdate($event: ID!, $lines: [PersonalShopperEventCheckoutLinesUpdateInput!]!) {
    personalShopperEventCheckoutLinesUpdate(event: $event, lines: $lines) {
      errors {
        field
        message
        code
      }
    }
  }
`);

export const LINES_DELETE = graphql<
  { personalShopperEventCheckoutLinesDelete: Payload },
  { event: string; lines: readonly string[] }
>(`
  mutation LinesDelete($event: ID!, $lines: [ID!]!) {
    personalShopperEventCheckoutLinesDelete(event: $event, lines: $lines) {
      errors {
        field
        message
        code
      }
    }
  }
`);

export const PROPOSAL_ACCEPT = graphql<
  { personalShopperEventProposalAccept: Payload },
  { proposal: string }
>(`
  mutation ProposalAccept($proposal: ID!) {
    personalShopperEventProposalAccept(proposal: $proposal) {
      errors {
        field
        message
        code
      }
    }
  }
`);

export const PROPOSAL_DECLINE = graphql<
  { personalShopperEventProposalDecline: Payload },
  { proposal: string }
>(`
  mutation ProposalDecline($proposal: ID!) {
    personalShopperEventProposalDecline(proposal: $proposal) {
      errors {
        field
        message
        code
      }
    }
  }
`);

export const CHECKOUT_HANDOVER = graphql<
  {
    personalShopperEventCheckoutHandover: Payload & {
      readonly url: string | null;
      readonly code: string | null;
    };
  },
  { event: string }
>(`
  mutation CheckoutHandover($event: ID!) {
    personalShopperEventCheckoutHandover(event: $event) {
      url
      code
      errors {
        field
        message
        code
      }
    }
  }
`);
