// What all modules share: words, asking the server, and putting its answer into the page.

// English stands in for words the layout did not send.
const english = {
  left: "{time} left", over: "{time} overdue", d: "d", h: "h", min: "min", s: "s",
  offline: "Connection lost. What you see may be old; trying again…",
  session: "Your session has ended. What you typed is kept.", signIn: "Sign in again",
  changed: "Changed by somebody else", refresh: "Refresh",
  failed: "It did not get through. Check the connection and try again; nothing was lost.",
  restored: "What you had typed is back.", copied: "Copied", noResults: "Nothing found",
  confirm: "Go ahead", cancel: "Cancel", close: "Close",
};

let sent;
export function word(name, values = {}) {
  if (!sent) try { sent = JSON.parse(document.body.dataset.words || "{}"); } catch { sent = {}; }
  const text = String(sent[name] ?? english[name] ?? "");
  return text.replace(/\{(\w+)\}/g, (all, key) => values[key] ?? all);
}

export const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
export const shown = (element) => element.checkVisibility?.() ?? element.getClientRects().length > 0;
export const parse = (html) => new DOMParser().parseFromString(html, "text/html");

/** Builds an element; text is always text, never markup. */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) if (value != null) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/** Delegated listening: answers of the server need no new listeners. */
export function on(type, selector, act) {
  document.addEventListener(type, (event) => {
    const element = event.target instanceof Element && event.target.closest(selector);
    if (element) act(event, element);
  });
}

export function later(milliseconds, act) {
  let timer;
  return (...values) => { clearTimeout(timer); timer = setTimeout(act, milliseconds, ...values); };
}

/** Runs now and again for each part that arrives. */
export function onPage(act) {
  act(document);
  document.addEventListener("baton:page", (event) => act(event.detail));
}
export const announcePage = (root) => document.dispatchEvent(new CustomEvent("baton:page", { detail: root }));

// The HTML as the server sent it: clocks rewrite theirs, so only this tells whether a part really changed.
const origin = new WeakMap();
export const remember = (root) => root.querySelectorAll("[data-live]").forEach((part) => origin.set(part, part.outerHTML));
export const unchanged = (part, fresh) => origin.get(part) === fresh.outerHTML;

export function adopt(fresh, old) {
  const html = fresh.outerHTML;
  remember(fresh);
  const node = document.adoptNode(fresh);
  if (node.matches("[data-live]")) origin.set(node, html);
  old.replaceWith(node);
  return node;
}

// Deadlines are the server's: how far this machine's clock is ahead of it is taken from each answer, and a slow line counts little.
let ahead = 0;
function compare(page, at) {
  const served = Number(page.body?.dataset.now);
  if (served) ahead = Math.abs(at - served) < 2000 ? 0 : at - served;
}
compare(document, performance.timeOrigin + (performance.getEntriesByType("navigation")[0]?.responseStart ?? 0));
export const serverNow = () => Date.now() - ahead;

/** What the server says of why a page is not shown. */
export const said = (page) => page.querySelector(".notice p, main h1 + p, main p")?.textContent.trim() ?? "";

/** Fetches a page or a part of it; a part must never be kept as if it were the page. Throws only when the network fails. */
export async function ask(url, kind, options = {}) {
  const response = await fetch(url, { credentials: "same-origin", cache: "no-store", ...options, headers: { "X-Partial": kind, Accept: "text/html", ...options.headers } });
  const at = Date.now();
  const html = /html/.test(response.headers.get("content-type") ?? "") ? await response.text() : "";
  const page = parse(html);
  compare(page, at);
  const away = page.body.classList.contains("plain") && !document.body.classList.contains("plain");
  return { response, page, ended: response.status === 401 || away, main: page.querySelector("main") };
}

/** A count in the menu; an empty one does not show. */
function showCount(name, text) {
  for (const count of document.querySelectorAll(`[data-count="${CSS.escape(name)}"]`)) {
    if (count.textContent !== text) count.textContent = text;
  }
}
export function countUp(name, more) {
  const now = document.querySelector(`[data-count="${CSS.escape(name)}"]`)?.textContent ?? "";
  if (!now.includes("+")) showCount(name, String(Number(now) + more));
}

/** Title, counts and the current entry of the rail follow the answer. */
export function syncFrame(page) {
  if (page.title) document.title = page.title;
  const counts = new Map([...page.querySelectorAll("[data-count]")].map((count) => [count.dataset.count, count.textContent]));
  for (const [name, text] of counts) showCount(name, text);
  if (!page.querySelector(".nav")) return;
  document.body.dataset.page = page.body.dataset.page ?? "";
  const current = new Set([...page.querySelectorAll(".nav a[aria-current]")].map((link) => link.getAttribute("href")));
  for (const link of document.querySelectorAll(".nav a")) {
    if (current.has(link.getAttribute("href"))) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
}

const focusable = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]";

/** Where the focus is, in terms that survive a replacement. */
export function place(root) {
  const element = document.activeElement;
  if (!element || element === root || !root.contains(element)) return null;
  const anchor = element.closest("[id]");
  const form = element.closest("form");
  return {
    id: element.id, anchor: anchor?.matches("main") ? null : anchor?.id,
    index: anchor ? [...anchor.querySelectorAll(focusable)].indexOf(element) : -1,
    name: element.getAttribute("name"), action: form?.getAttribute("action") ?? "",
  };
}

export function goTo(spot) {
  if (!spot) return false;
  const anchor = spot.anchor && document.getElementById(spot.anchor);
  const twin = (spot.id && document.getElementById(spot.id))
    || (spot.name && [...document.getElementsByName(spot.name)].find((field) => (field.closest("form")?.getAttribute("action") ?? "") === spot.action))
    || (anchor && spot.index >= 0 && anchor.querySelectorAll(focusable)[spot.index]);
  if (!twin) return false;
  twin.focus({ preventScroll: true });
  return document.activeElement === twin;
}

// Notices -------------------------------------------------------------------------------------------------------------

const corner = () => document.getElementById("notices")
  ?? document.body.appendChild(make("div", { id: "notices", class: "notices", "aria-live": "polite" }));

export function notice(tone, text, milliseconds) {
  const element = make("div", { class: `notice ${tone}`, role: tone === "bad" ? "alert" : "status" }, make("p", {}, text));
  return post(element, milliseconds);
}

/** Adds a notice; one with the same id is replaced, one that says the same is not repeated. */
export function post(element, milliseconds) {
  const box = corner();
  const twin = (element.id && document.getElementById(element.id))
    || [...box.children].find((other) => other.querySelector("p")?.textContent === element.querySelector("p")?.textContent);
  if (twin) twin.replaceWith(element); else box.append(element);
  dress(element, milliseconds);
  return element;
}

/** A close button for all; good news leaves by itself, but not while it is read or offers Undo. */
export function dress(element, milliseconds) {
  if (element.querySelector(".notice-close")) return;
  const close = make("button", { type: "button", class: "notice-close quiet", "aria-label": word("close") }, "×");
  close.addEventListener("click", () => element.remove());
  element.append(close);
  const quiet = element.matches(".good, .info");
  const stay = milliseconds ?? (quiet ? (element.querySelector("form, a") ? 30000 : 8000) : 0);
  if (!stay) return;
  const leave = () => element.matches(":hover, :focus-within") ? setTimeout(leave, 2000) : element.remove();
  setTimeout(leave, stay);
}

/** The one calm bar on top: no connection, or no session. */
export function bar(text, link) {
  let element = document.getElementById("offline");
  if (!text) { if (element) element.hidden = true; return; }
  element ??= document.body.appendChild(make("div", { id: "offline", class: "offline", role: "status", hidden: "" }));
  if (!element.hidden && element.textContent.startsWith(text)) return;
  element.hidden = false;
  element.replaceChildren(make("span", {}, text));
  if (link) element.append(make("a", { href: location.href }, link));
}

/** Signing in leads back here: the address itself asks for it, and drafts wait in the session. */
export const sessionEnded = () => bar(word("session"), word("signIn"));
