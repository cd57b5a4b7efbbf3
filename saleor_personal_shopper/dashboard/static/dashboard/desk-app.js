// The desk as an app of its own: the service worker, and the offer to install it.

const DECLINED = "personal-shopper:not-installed";
const banner = document.getElementById("home-screen");
const isInstalled = matchMedia("(display-mode: standalone)").matches || navigator.standalone;
const isPhone = matchMedia("(pointer: coarse) and (max-width: 900px)").matches;
// Safari on iPhones and iPads installs by its own menu only, and says so by this property.
const installsByMenu = "standalone" in navigator;
let offer = null;

if ("serviceWorker" in navigator) {
  navigator.serviceWorker.register("/desk/service-worker.js", { scope: "/desk/" }).catch(() => {});
}

function showOffer() {
  for (const button of document.querySelectorAll("[data-install]")) button.hidden = offer === null;
  for (const part of banner.querySelectorAll("[data-with]")) {
    part.hidden = part.dataset.with !== (offer === null ? "words" : "button");
  }
  const isPossible = offer !== null || installsByMenu;
  const isWanted = isPhone && !isInstalled && localStorage.getItem(DECLINED) === null;
  banner.hidden = !(isPossible && isWanted);
}

window.addEventListener("beforeinstallprompt", (event) => {
  event.preventDefault();
  offer = event;
  showOffer();
});
window.addEventListener("appinstalled", () => {
  offer = null;
  localStorage.setItem(DECLINED, "installed");
  showOffer();
});
document.addEventListener("click", ({ target }) => {
  if (target.closest("[data-install]")) {
    void offer?.prompt();
    offer = null;
    showOffer();
  }
  if (target.closest("[data-not-now]")) {
    localStorage.setItem(DECLINED, "yes");
    showOffer();
  }
});
showOffer();
