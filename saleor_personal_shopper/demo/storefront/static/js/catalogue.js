/** What the shop sells, as its pages need it. */

import { ask } from "./saleor.js";
import { session } from "./session.js";

const CARD = `
  fragment Card on Product {
    id name slug
    thumbnail(size: 512, format: WEBP) { url alt }
    media { url(size: 512, format: WEBP) alt }
    category { name }
    pricing {
      onSale
      priceRange { start { gross { amount currency } } }
      priceRangeUndiscounted { start { gross { amount currency } } }
    }
  }`;

export async function collections() {
  const data = await ask(
    `query ($channel: String!) {
      collections(first: 10, channel: $channel) {
        edges { node { id name slug description backgroundImage(size: 1024) { url } } }
      }
    }`,
    { channel: session.channel },
  );
  return data.collections.edges.map(({ node }) => node);
}

export async function collection(slug) {
  const data = await ask(
    `query ($slug: String!, $channel: String!) {
      collection(slug: $slug, channel: $channel) { id name description }
    }`,
    { slug, channel: session.channel },
  );
  return data.collection;
}

/** @param {{search?: string, where?: object, sortBy?: object}} conditions */
export async function products(conditions) {
  const data = await ask(
    `query ($channel: String!, $search: String, $where: ProductWhereInput, $sortBy: ProductOrder) {
      products(first: 60, channel: $channel, search: $search, where: $where, sortBy: $sortBy) {
        edges { node { ...Card } }
      }
    } ${CARD}`,
    { channel: session.channel, ...conditions, where: { isAvailable: true, ...conditions.where } },
  );
  return data.products.edges.map(({ node }) => node);
}

export async function product(slug) {
  const data = await ask(
    `query ($slug: String!, $channel: String!, $country: CountryCode) {
      product(slug: $slug, channel: $channel) {
        ...Card
        description
        collections { id name slug }
        variants {
          id name
          quantityAvailable(countryCode: $country)
          quantityLimitPerCustomer
          media { id url(size: 1024, format: WEBP) alt }
          attributes(variantSelection: VARIANT_SELECTION) {
            attribute { slug name } values { name slug value }
          }
          pricing {
            price { gross { amount currency } }
            priceUndiscounted { gross { amount currency } }
          }
        }
      }
    } ${CARD}`,
    { slug, channel: session.channel, country: session.country },
  );
  return data.product;
}

/** The paragraphs of an EditorJS document, without the markup that may be in them. */
export function paragraphs(description) {
  const { blocks } = JSON.parse(description ?? '{"blocks":[]}');
  const texts = blocks.map(({ data }) => plain(data.text ?? ""));
  return texts.filter((text) => text.trim());
}

function plain(markup) {
  return new DOMParser().parseFromString(markup, "text/html").body.textContent;
}
