// Posts the one-use code from the address. A GET alone opens nothing, since mail scanners and
// previews open links too; the code is taken out of the address bar and of the history.
const form = document.querySelector("[data-desk-open]");
const asked = new URLSearchParams(location.search);
for (const name of ["code", "event"]) form.elements.namedItem(name).value = asked.get(name) ?? "";
history.replaceState(null, "", location.pathname);
form.submit();
