// Rows that can be added and removed (questions), collections that move to those chosen, and
// pictures that are made small before they are sent.

const LONGEST_SIDE = 1024;
const SMALL_ENOUGH = 1_000_000;
let added = 0;

function numberRow(row, key) {
  for (const input of row.querySelectorAll("[data-row-key]")) input.value = key;
}

function showRows(box) {
  const count = box.querySelectorAll("[data-row]").length;
  box.querySelector("[data-rows-empty]").hidden = count > 0;
  box.querySelector("[data-rows-add]").disabled = count >= Number(box.dataset.rowsLimit);
}

function changed(box) {
  showRows(box);
  box.dispatchEvent(new Event("input", { bubbles: true }));
}

function addRow(box) {
  const row = box.querySelector("[data-rows-template]").content.firstElementChild.cloneNode(true);
  added += 1;
  numberRow(row, `added-${added}`);
  box.querySelector("[data-rows-list]").append(row);
  row.querySelector("input[type=text]").focus();
  changed(box);
}

document.addEventListener("click", ({ target }) => {
  const add = target.closest("[data-rows-add]");
  if (add !== null) addRow(add.closest("[data-rows]"));
  const remove = target.closest("[data-row-remove]");
  if (remove === null) return;
  const box = remove.closest("[data-rows]");
  remove.closest("[data-row]").remove();
  changed(box);
  box.querySelector("[data-rows-add]").focus();
});

document.addEventListener("change", ({ target }) => {
  if ("showsOptions" in target.dataset) {
    target.closest("[data-row]").querySelector("[data-options]").hidden = target.value !== "CHOICE";
  }
  if (target.name === "collections") choose(target);
  if ("picture" in target.dataset && target.files.length > 0) void send(target);
});

/** A collection that was ticked stands among the chosen; its name goes along only while it is. */
function choose(box) {
  const chip = box.closest(".chip");
  chip.querySelector("[name=collection-name]").disabled = !box.checked;
  if (box.checked && chip.closest("#collection-choices") !== null) {
    box.closest("[data-collections]").querySelector("[data-chosen]").append(chip);
    box.focus();
  }
}

async function send(input) {
  const [file] = input.files;
  if (file.size > SMALL_ENOUGH) await shrink(input, file);
  input.form.dispatchEvent(new Event("picture-ready"));
}

/** Where the browser cannot draw the picture the server says what is wrong with it. */
async function shrink(input, file) {
  const picture = await createImageBitmap(file).catch(() => null);
  if (picture === null) return;
  const share = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(picture.width * share);
  canvas.height = Math.round(picture.height * share);
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/webp", 0.9));
  const files = new DataTransfer();
  files.items.add(new File([blob], "picture.webp", { type: blob.type }));
  input.files = files.files;
}

// "Discard" of a form whose rows came or went: as the server drew them.
const drawn = new WeakMap();

function remember() {
  for (const list of document.querySelectorAll("[data-rows-list]")) {
    if (!drawn.has(list)) drawn.set(list, list.innerHTML);
  }
}

document.addEventListener("reset", ({ target }) => {
  for (const box of target.querySelectorAll("[data-rows]")) {
    const list = box.querySelector("[data-rows-list]");
    list.innerHTML = drawn.get(list) ?? list.innerHTML;
    showRows(box);
  }
});
document.addEventListener("htmx:afterSwap", remember);
remember();
