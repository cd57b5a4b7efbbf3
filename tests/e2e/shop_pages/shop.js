/** What every shop does: count its cart, and write down what the widget tells it. */

const { api, channel } = document.body.dataset;
const heard = document.getElementById("heard");

function checkoutId() {
  const name = `checkoutId-${channel}=`;
  const pair = document.cookie.split("; ").find((each) => each.startsWith(name));
  return pair && decodeURIComponent(pair.slice(name.length));
}

async function countCart() {
  const id = checkoutId();
  if (!id) return;
  const query = "query ($id: ID!) { checkout(id: $id) { quantity } }";
  const response = await fetch(api, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ query, variables: { id } }),
  });
  const { checkout } = (await response.json()).data;
  document.getElementById("cart-count").textContent = checkout?.quantity ?? 0;
}

for (const kind of ["open", "joined", "checkout", "order", "ended", "booked"]) {
  document.addEventListener(`personal-shopper:${kind}`, ({ detail }) => {
    const line = document.createElement("li");
    line.textContent = `${kind} ${JSON.stringify(detail ?? {})}`;
    heard.append(line);
    if (kind === "checkout" || kind === "order") countCart();
  });
}

// Set before or after the widget's script has come; the test puts the token there.
for (const element of document.querySelectorAll("personal-shopper")) {
  element.getCustomerToken = async () => sessionStorage.getItem("customer");
}

countCart();
