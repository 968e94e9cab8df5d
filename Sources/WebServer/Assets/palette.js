// Search and commands in one place: what this page can do, where one can go, and what the server finds.
import { later, make, shown, word } from "./page.js";

let dialog, input, list, note, items = [], at = -1, asked = 0;

const label = (element) => element.dataset.command || (element.querySelector(":scope > span:not(.count, .icon)") ?? element).textContent.trim();

function commands() {
  const here = [...document.querySelectorAll("[data-command]")].filter((one) => (shown(one) || one.closest("details, nav")) && !one.disabled);
  const places = [...document.querySelectorAll(".nav a[href]")].filter((one) => !one.dataset.command);
  const seen = new Set();
  return [...here, ...places].map((element) => ({ title: label(element), key: element.dataset.key, run: () => element.click(), href: element.getAttribute("href") }))
    .filter(({ title }) => title && !seen.has(title) && seen.add(title));
}

/** Only addresses of this site are followed, whatever an answer says. */
function local(href) {
  try { const url = new URL(href, location.href); return url.origin === location.origin ? url.href : null; } catch { return null; }
}

function option(item, index) {
  const element = make("li", { role: "option", id: `palette-${index}`, "aria-selected": "false" }, make("span", {}, item.title));
  if (item.sub) element.append(make("span", { class: "option-sub" }, item.sub));
  if (item.kind) element.append(make("span", { class: "tag" }, item.kind));
  if (item.key) element.append(make("kbd", {}, item.key));
  element.addEventListener("click", (event) => run(item, event.metaKey || event.ctrlKey));
  element.addEventListener("pointermove", () => mark(index));
  return element;
}

function fill(next, pending = false) {
  items = next;
  list.replaceChildren(...items.map(option));
  note.textContent = pending || items.length || !input.value.trim() ? "" : word("noResults");
  input.setAttribute("aria-expanded", String(items.length > 0));
  at = -1;
  mark(items.length ? 0 : -1);
}

function mark(index) {
  if (index === at) return;
  list.children[at]?.setAttribute("aria-selected", "false");
  at = index;
  const chosen = list.children[at];
  if (!chosen) return input.removeAttribute("aria-activedescendant");
  chosen.setAttribute("aria-selected", "true");
  chosen.scrollIntoView({ block: "nearest" });
  input.setAttribute("aria-activedescendant", chosen.id);
}

function run(item, apart) {
  dialog.close();
  const href = item.found ? local(item.href) : item.href;
  if (apart && href) return window.open(href, "_blank", "noopener");
  if (item.run) item.run(); else if (href) location.assign(href);
}

const matching = (text) => commands().filter(({ title }) => title.toLocaleLowerCase().includes(text.toLocaleLowerCase()));

async function found(text) {
  const response = await fetch(`/search.json?q=${encodeURIComponent(text)}`, { headers: { Accept: "application/json", "X-Partial": "search" }, credentials: "same-origin" });
  if (response.status === 401) throw new Error("session");
  if (!response.ok) throw new Error("failed");
  const rows = await response.json();
  return (Array.isArray(rows) ? rows : []).filter(({ title, href }) => title && local(href))
    .map(({ title, sub, href, kind }) => ({ title: String(title), sub: sub && String(sub), href, kind: kind && String(kind), found: true }));
}

const look = later(120, async (text) => {
  const mine = ++asked;
  let results = [], trouble = "";
  try { results = await found(text); } catch (error) { trouble = word(error.message === "session" ? "session" : "failed"); }
  if (mine !== asked || input.value.trim() !== text) return;
  fill([...matching(text).slice(0, 4), ...results]);
  if (trouble) note.textContent = trouble;
});

function changed() {
  const text = input.value.trim();
  // Commands are known at once, and results of the last words stay until the new ones are here: nothing flickers.
  const before = text ? items.filter((item) => item.found) : [];
  ++asked;
  const known = matching(text);
  // What does not match goes at once, so that Enter never runs it.
  fill([...(text ? known.slice(0, 4) : known), ...before], !!text);
  if (text) look(text);
}

function keyed(event) {
  if (event.isComposing) return;
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key] ?? (event.ctrlKey ? { n: 1, p: -1 }[event.key] : undefined);
  if (step && items.length) { event.preventDefault(); mark((at + step + items.length) % items.length); }
  // With nothing to choose, Enter sends the field's own form: the search page.
  if (event.key === "Enter" && items[at]) { event.preventDefault(); run(items[at], event.metaKey || event.ctrlKey); }
}

function build() {
  dialog = document.getElementById("palette") ?? document.body.appendChild(make("dialog", { id: "palette", class: "palette" }));
  input = dialog.querySelector("input") ?? dialog.appendChild(make("input", { type: "text", "aria-label": document.querySelector(".find")?.textContent.trim() || "Search" }));
  list = dialog.querySelector("[role=listbox]") ?? dialog.appendChild(make("ul", { role: "listbox", "aria-label": input.getAttribute("aria-label") ?? "Search" }));
  note = dialog.querySelector(".palette-note") ?? dialog.appendChild(make("p", { class: "palette-note", role: "status" }));
  list.id ||= "palette-list";
  for (const [name, value] of Object.entries({ role: "combobox", "aria-controls": list.id, "aria-autocomplete": "list", "aria-expanded": "false", autocomplete: "off", spellcheck: "false", enterkeyhint: "go" })) input.setAttribute(name, value);
  input.addEventListener("input", changed);
  input.addEventListener("keydown", keyed);
}

export function openPalette() {
  if (!dialog) build();
  if (dialog.open || document.querySelector("dialog[open]")) return false;
  dialog.showModal();
  input.value = "";
  input.focus();
  fill(matching(""));
  return true;
}
