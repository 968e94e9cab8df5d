// The keyboard: one letter does a thing, j and k walk through rows. Silent while somebody types.
import { on, onPage, shown } from "./page.js";
import { openPalette } from "./palette.js";

const rows = () => [...document.querySelectorAll("[data-row]")].filter(shown);
const selected = () => document.querySelector("[data-row].selected");
const link = (row) => row.querySelector(".row-main, a[href]");
let last = { id: null, index: -1, byKey: false };

function select(row, focus) {
  for (const other of document.querySelectorAll("[data-row].selected")) if (other !== row) other.classList.remove("selected");
  if (!row) return;
  row.classList.add("selected");
  last = { id: row.id, index: rows().indexOf(row), byKey: focus || last.byKey };
  if (!focus) return;
  link(row)?.focus({ preventScroll: true });
  row.scrollIntoView({ block: "nearest" });
}

function walk(step) {
  const all = rows();
  if (!all.length) return false;
  const at = all.indexOf(selected());
  select(all[at < 0 ? (step > 0 ? 0 : all.length - 1) : Math.min(all.length - 1, Math.max(0, at + step))], true);
  return true;
}

/** After a change the same row stays selected; if it is gone, the one that took its place is next in hand. */
function reselect() {
  if (selected() || last.index < 0) return;
  const same = last.id ? document.getElementById(last.id) : null;
  const all = rows();
  const row = same?.matches("[data-row]") ? same : all[Math.min(last.index, all.length - 1)];
  const adrift = !document.activeElement || document.activeElement === document.body;
  if (row) select(row, last.byKey && adrift);
}

const typing = (target) => target instanceof Element
  && (target.isContentEditable || (target.matches("input, textarea, select") && !target.matches("[type=checkbox], [type=radio], [type=button], [type=submit]")));

/** With a Korean or Japanese input method on, the key's place tells the letter. */
function letter(event) {
  const place = /^Key([A-Z])$/.exec(event.code ?? "");
  if (place && !/^[\x20-\x7e]$/.test(event.key)) return event.shiftKey ? place[1] : place[1].toLowerCase();
  return event.key;
}

// What waits in a closed menu can still be called by its letter.
const reachable = (one) => shown(one) || shown(one.closest("details.menu:not([open])") ?? one);

const press = (attribute, key, scope) => {
  const target = [...scope.querySelectorAll(`[${attribute}="${CSS.escape(key)}"]`)].find((one) => reachable(one) && !one.disabled && one.getAttribute("aria-disabled") !== "true");
  if (!target) return false;
  if (typing(target)) target.focus(); else target.click();
  return true;
};

let first = "", chordEnds = 0;
function chord(key) {
  const whole = first && Date.now() < chordEnds ? `${first} ${key}` : "";
  first = "";
  if (whole && press("data-key", whole, document)) return true;
  if (!document.querySelector(`[data-key^="${CSS.escape(key)} "]`)) return false;
  [first, chordEnds] = [key, Date.now() + 1200];
  return true;
}

const off = () => { try { return localStorage.getItem("keys") === "off"; } catch { return false; } };

function arrows(event) {
  const focus = document.activeElement;
  const free = !focus || focus === document.body || focus.matches("main, .row-main, h1") || (focus.closest("[data-row]") && focus.matches("a"));
  return free && rows().length > 0 && walk(event.key === "ArrowDown" ? 1 : -1);
}

function act(event) {
  const key = letter(event);
  if (key === "ArrowDown" || key === "ArrowUp") return arrows(event);
  if (key === "Enter") {
    const idle = document.activeElement === document.body || document.activeElement?.matches("main");
    return idle && selected() ? (link(selected())?.click(), true) : false;
  }
  if (off()) return false;
  if (chord(key)) return true;
  if (key === "/") return openPalette();
  if (key === "?") return open(document.getElementById("help"));
  const row = selected();
  if (row && press("data-row-key", key, row)) return true;
  if (press("data-key", key, document)) return true;
  return key === "j" ? walk(1) : key === "k" ? walk(-1) : false;
}

export function open(dialog) {
  if (!dialog?.showModal || dialog.open) return false;
  dialog.showModal();
  return true;
}

function pressed(event) {
  if (event.defaultPrevented || event.isComposing || event.keyCode === 229 && typing(event.target)) return;
  if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && letter(event).toLowerCase() === "k") {
    if (openPalette()) event.preventDefault();
    return;
  }
  if (event.key === "Escape" && !document.querySelector("dialog[open]") && typing(event.target) && event.target.closest("main")) return event.target.blur();
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || document.querySelector("dialog[open]")) return;
  if (act(event)) event.preventDefault();
}

export function startKeys() {
  document.addEventListener("keydown", pressed);
  on("focusin", "[data-row]", (event, row) => select(row));
  on("pointerdown", "[data-row]", () => { last.byKey = false; });
  // A letter is a shortcut; a chord cannot be told in this attribute.
  onPage((root) => {
    for (const one of root.querySelectorAll("[data-key], [data-row-key]")) {
      const key = one.dataset.key ?? one.dataset.rowKey;
      if (key && !key.includes(" ")) one.setAttribute("aria-keyshortcuts", /^[A-Z]$/.test(key) ? `Shift+${key}` : key);
    }
    reselect();
  });
  for (const box of document.querySelectorAll("[data-keys-toggle]")) box.checked = !off();
  on("change", "[data-keys-toggle]", (event, box) => { try { localStorage.setItem("keys", box.checked ? "on" : "off"); } catch { /* stays on */ } });
}
