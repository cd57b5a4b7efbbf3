// The page that was asked for is still in the address bar: it is loaded again once the server
// answers. Browsers say `online` as soon as there is a network, which need not reach us yet.
const CHECK_MS = 4_000;
const again = () => location.reload();
const check = () => void fetch("/healthz", { cache: "no-store" }).then(again, () => {});

document.querySelector("[data-again]").addEventListener("click", again);
window.addEventListener("online", check);
setInterval(check, CHECK_MS);
