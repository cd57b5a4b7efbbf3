/** Puts the shop together. */

import * as cart from "./cart.js";
import { collections } from "./catalogue.js";
import { h } from "./html.js";
import { accountPage } from "./pages/account.js";
import { cartPage } from "./pages/cart.js";
import { checkoutPage } from "./pages/checkout.js";
import { collectionPage, homePage } from "./pages/listing.js";
import { productPage } from "./pages/product.js";
import { stylistsPage } from "./pages/stylists.js";
import { privacyPage, termsPage, thanksPage } from "./pages/texts.js";
import * as router from "./router.js";
import { renewToken } from "./saleor.js";
import { session } from "./session.js";
import * as shopper from "./shopper.js";

// A minute before an access token of Saleor ends.
const RENEWAL_MILLISECONDS = 4 * 60 * 1000;

router.route(/^\/$/, homePage);
router.route(/^\/collections\/([^/]+)$/, collectionPage);
router.route(/^\/products\/([^/]+)$/, productPage);
router.route(/^\/cart$/, cartPage);
router.route(/^\/checkout$/, checkoutPage);
router.route(/^\/thanks\/([^/]+)$/, thanksPage);
router.route(/^\/account$/, accountPage);
router.route(/^\/stylists$/, stylistsPage);
router.route(/^\/privacy$/, privacyPage);
router.route(/^\/terms$/, termsPage);

async function showNavigation() {
  const links = (await collections()).map(({ name, slug }) =>
    h("a", { href: `/collections/${slug}` }, name),
  );
  document.getElementById("navigation").replaceChildren(...links);
}

function startChannelChoice() {
  const select = document.getElementById("channel");
  select.value = session.channel;
  select.addEventListener("change", async () => {
    session.channel = select.value;
    shopper.tellChannelAndCustomer();
    await cart.refresh();
    router.show();
  });
}

function startNavigationMode() {
  const button = document.getElementById("navigation-mode");
  const paint = () => {
    button.textContent = session.loadsWholePages ? "Links: whole pages" : "Links: without reload";
  };
  button.addEventListener("click", () => {
    session.loadsWholePages = !session.loadsWholePages;
    paint();
  });
  paint();
}

function showCustomer() {
  const name = session.customer?.firstName;
  document.getElementById("account-link").textContent = name ?? "Sign in";
  shopper.tellChannelAndCustomer();
}

/** A personal shopper's hand-over may name the checkout in the address, where it must not stay. */
function takeCheckoutFromAddress() {
  const address = new URL(location.href);
  const id = address.searchParams.get("checkout");
  if (!id) return cart.refresh();
  address.searchParams.delete("checkout");
  history.replaceState(null, "", address);
  return cart.adopt(id);
}

addEventListener("customer-changed", showCustomer);
addEventListener("page-shown", () => {
  if (!location.pathname.startsWith("/products/")) shopper.lookAt(null);
});
setInterval(renewToken, RENEWAL_MILLISECONDS);
shopper.start();
startChannelChoice();
startNavigationMode();
showCustomer();
renewToken();
showNavigation().catch(() => {});
takeCheckoutFromAddress()
  .catch(() => {})
  .then(router.start);
