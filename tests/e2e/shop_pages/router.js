/** Changes the content without loading a page; each has an element of its own. */

const { api, channel, products } = document.body.dataset;
const main = document.querySelector("main");
const bySlug = new Map(JSON.parse(products).map((one) => [`/products/${one.slug}`, one]));

function show() {
  const product = bySlug.get(location.pathname);
  const heading = document.createElement("h1");
  heading.textContent = product?.name ?? location.pathname;
  const element = document.createElement("personal-shopper");
  element.setAttribute("saleor-api-url", api);
  element.setAttribute("channel", channel);
  element.setAttribute("cart-cookie", "checkoutId-{channel}");
  if (product) element.setAttribute("product", product.id);
  element.getCustomerToken = async () => sessionStorage.getItem("customer");
  main.replaceChildren(heading, element);
  document.title = heading.textContent;
}

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[href]");
  if (!link || link.origin !== location.origin) return;
  event.preventDefault();
  history.pushState(null, "", link.href);
  show();
});
addEventListener("popstate", show);
show();
