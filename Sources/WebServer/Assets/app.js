// Baton's page works without this module; with it, the page keeps itself up to date and answers at once.
import { notice, on, onPage, word } from "./page.js";
import { startDrafts } from "./drafts.js";
import { startLive } from "./live.js";
import { startForms } from "./forms.js";
import { open, startKeys } from "./keys.js";
import { openPalette } from "./palette.js";
import { startClocks } from "./clocks.js";

function dialogs() {
  on("click", "[data-open]", (event, button) => {
    event.preventDefault();
    if (button.dataset.open === "palette") openPalette();
    else open(document.getElementById(button.dataset.open));
  });
  on("click", "[data-close]", (event, button) => button.closest("dialog")?.close());
  // A click on the veil closes; one that began inside (selecting text) does not.
  on("pointerdown", "dialog[open]", (event, dialog) => {
    if (event.target !== dialog) return;
    const box = dialog.getBoundingClientRect();
    const inside = event.clientX >= box.left && event.clientX <= box.right && event.clientY >= box.top && event.clientY <= box.bottom;
    if (!inside && !dialog.matches("[role=alertdialog]")) dialog.close();
  });
}

function menus() {
  const close = (except) => document.querySelectorAll("details.menu[open]").forEach((menu) => { if (!menu.contains(except)) menu.open = false; });
  document.addEventListener("click", (event) => close(event.target));
  document.addEventListener("focusin", (event) => close(event.target));
  document.addEventListener("keydown", (event) => {
    const menu = event.key === "Escape" && !document.querySelector("dialog[open]") && document.querySelector("details.menu[open]");
    if (!menu) return;
    event.preventDefault();
    if (menu.contains(document.activeElement)) menu.querySelector("summary").focus();
    menu.open = false;
  }, true);
}

/** The whole table row opens its link, as rows of lists do by style alone. */
function rows() {
  on("click", "tr.linked", (event, row) => {
    if (event.target.closest("a, button, input, label, select, summary") || String(getSelection())) return;
    const link = row.querySelector("a.row-main, a[href]");
    if (event.metaKey || event.ctrlKey) window.open(link?.href, "_blank", "noopener"); else link?.click();
  });
}

/** A row of tabs that is wider than a phone begins at the one that is open. */
function tabs() {
  onPage((root) => {
    const current = root.querySelector(".tabs [aria-current]"), row = current?.closest(".tabs");
    if (row && row.scrollWidth > row.clientWidth) row.scrollLeft = current.offsetLeft - row.offsetLeft - (row.clientWidth - current.offsetWidth) / 2;
  });
}

/** Without this module the button is hidden, and a hint names the keys. */
function printing() { on("click", "[data-print]", () => print()); }

function copying() {
  on("click", "[data-copy]", async (event, button) => {
    const wanted = button.dataset.copy;
    const source = wanted.startsWith("#") && document.getElementById(wanted.slice(1));
    try {
      await navigator.clipboard.writeText(source ? source.value ?? source.textContent.trim() : wanted);
      notice("good", word("copied"), 2500);
    } catch { if (source) getSelection().selectAllChildren(source); }
  });
}

/** Asks for a page while the pointer still travels; at most twenty, never when the reader saves data, and only where the layout
 *  says that pages may be kept for a moment: fetching a page marked no-store would only double the work. */
function prefetching() {
  if (!("prefetch" in document.body.dataset) || navigator.connection?.saveData) return;
  const known = new Set();
  let timer;
  const want = (event, link) => {
    clearTimeout(timer);
    const url = link.href.split("#")[0];
    if (link.origin !== location.origin || link.matches("[download], [target], [data-swap]") || known.has(url) || known.size >= 20 || url === location.href) return;
    timer = setTimeout(() => {
      known.add(url);
      document.head.append(Object.assign(document.createElement("link"), { rel: "prefetch", href: url }));
    }, 90);
  };
  for (const type of ["pointerover", "focusin"]) on(type, ".rows a[href], .nav a[href], tr.linked a[href]", want);
  on("pointerout", ".rows, .nav", () => clearTimeout(timer));
}

// Live parts first: they remember the page as the server sent it, before anything is rewritten.
for (const start of [startLive, startDrafts, startForms, startKeys, startClocks, dialogs, menus, rows, tabs, printing, copying, prefetching]) {
  // One behaviour that fails must not take the others with it.
  try { start(); } catch (error) { console.error(error); }
}
