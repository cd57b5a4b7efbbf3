// What the shop asks of Saleor, as any storefront would.

let config;

export async function configure() {
  config = await (await fetch("/config.json")).json();
  return config;
}

async function ask(query, variables = {}) {
  const answer = await fetch(config.saleorApiUrl, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ query, variables: { channel: config.channel, ...variables } }),
  });
  const { data, errors } = await answer.json();
  if (errors?.length) throw new Error(errors[0].message);
  return data;
}

async function change(query, variables) {
  const [result] = Object.values(await ask(query, variables));
  if (result.errors.length) throw new Error(result.errors[0].message);
  return result;
}

const CARD = `id name slug thumbnail(size: 512, format: WEBP) { url alt }
  pricing { priceRange { start { gross { amount currency } } } }`;

export const collections = async () =>
  (await ask(`query ($channel: String!) {
    collections(first: 10, channel: $channel) { edges { node { id name slug } } } }`)).collections.edges.map((each) => each.node);

export const products = async () =>
  (await ask(`query ($channel: String!) {
    products(first: 48, channel: $channel) { edges { node { ${CARD} } } } }`)).products.edges.map((each) => each.node);

export const collection = async (slug) =>
  (await ask(`query ($channel: String!, $slug: String!) { collection(slug: $slug, channel: $channel) {
    id name description products(first: 48) { edges { node { ${CARD} } } } } }`, { slug })).collection;

export const product = async (slug) =>
  (await ask(`query ($channel: String!, $slug: String!) { product(slug: $slug, channel: $channel) {
    id name description media { url(size: 1024, format: WEBP) alt }
    productVariants(first: 50) { edges { node { id name quantityAvailable
      attributes { attribute { name } values { name } }
      pricing { price { gross { amount currency } } } } } } } }`, { slug })).product;

const CHECKOUT = `id email
  lines { id quantity totalPrice { gross { amount currency } }
    variant { id name product { name slug thumbnail(size: 128, format: WEBP) { url } } } }
  totalPrice { gross { amount currency } }`;

export const checkout = async (id) =>
  (await ask(`query ($id: ID!) { checkout(id: $id) { ${CHECKOUT} } }`, { id })).checkout;

export const createCheckout = async (lines) =>
  (await change(`mutation ($channel: String!, $lines: [CheckoutLineInput!]!) {
    checkoutCreate(input: { channel: $channel, lines: $lines }) { checkout { id } errors { message } } }`, { lines })).checkout.id;

export const addLine = (id, variantId) =>
  change(`mutation ($id: ID!, $lines: [CheckoutLineInput!]!) {
    checkoutLinesAdd(id: $id, lines: $lines) { checkout { id } errors { message } } }`, { id, lines: [{ variantId, quantity: 1 }] });

export const removeLine = (id, line) =>
  change(`mutation ($id: ID!, $lines: [ID!]!) {
    checkoutLinesDelete(id: $id, linesIds: $lines) { checkout { id } errors { message } } }`, { id, lines: [line] });

// Email, address, the first way of delivery, and the order.
export async function placeOrder(id, { email, ...address }) {
  await change(`mutation ($id: ID!, $email: String!) {
    checkoutEmailUpdate(id: $id, email: $email) { checkout { id } errors { message } } }`, { id, email });
  await change(`mutation ($id: ID!, $address: AddressInput!) {
    checkoutShippingAddressUpdate(id: $id, shippingAddress: $address) { checkout { id } errors { message } } }`, { id, address });
  await change(`mutation ($id: ID!, $address: AddressInput!) {
    checkoutBillingAddressUpdate(id: $id, billingAddress: $address) { checkout { id } errors { message } } }`, { id, address });
  const { deliveries } = await change(`mutation ($id: ID!) {
    deliveryOptionsCalculate(id: $id) { deliveries { id } errors { message } } }`, { id });
  if (!deliveries.length) throw new Error("We do not deliver to this address.");
  await change(`mutation ($id: ID!, $delivery: ID!) {
    checkoutDeliveryMethodUpdate(id: $id, deliveryMethodId: $delivery) { checkout { id } errors { message } } }`, { id, delivery: deliveries[0].id });
  return (await change(`mutation ($id: ID!) {
    checkoutComplete(id: $id) { order { id number } errors { message } } }`, { id })).order;
}
