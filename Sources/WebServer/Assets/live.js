// One stream of changes. It names topics; the parts of the page that show them are fetched anew.
import { adopt, announcePage, ask, bar, countUp, goTo, later, onPage, place, post, parse, make, remember, said, serverNow, sessionEnded, shown, syncFrame, unchanged, word } from "./page.js";
import { isDirty, retype, typed } from "./drafts.js";

const everything = "*";
const waiting = new Set();
let source = null, tries = 0, lost = false, over = false, gone = false, alarm, retry;

const parts = () => [...document.querySelectorAll("[data-live][id]")];
const shows = (part, topics) => topics.has(everything) || part.dataset.live.split(/\s+/).some((topic) => topics.has(topic));

/** Somebody is at work inside: typing, choosing, or with a menu open. */
function held(part) {
  const focus = document.activeElement;
  if (part.contains(focus) && focus.matches("input, select, textarea, [contenteditable]")) return true;
  const forms = part.matches("form") ? [part] : [...part.querySelectorAll("form")];
  return forms.some(isDirty) || !!part.querySelector("details.menu[open], dialog[open]") || !!part.closest("dialog[open]");
}

const formKey = (form) => form.id || `${form.getAttribute("action")}|${form.dataset.draft ?? ""}`;
const formsIn = (part) => part.matches("form") ? [part] : [...part.querySelectorAll("form")];
const scrollers = (part) => [...part.querySelectorAll(".scroll, .rows, pre")];

function replace(part, fresh) {
  const spot = place(part);
  const kept = formsIn(part).filter(isDirty).map((form) => [formKey(form), typed(form)]);
  const open = new Set([...part.querySelectorAll("details[open]")].map((one) => one.id || one.querySelector("summary")?.textContent.trim()));
  const scrolled = scrollers(part).map((one) => [one.scrollTop, one.scrollLeft]);
  const node = adopt(fresh, part);
  for (const one of node.querySelectorAll("details:not(.menu)")) if (open.has(one.id || one.querySelector("summary")?.textContent.trim())) one.open = true;
  scrollers(node).forEach((one, index) => { if (scrolled[index]) [one.scrollTop, one.scrollLeft] = scrolled[index]; });
  for (const [key, values] of kept) formsIn(node).filter((form) => formKey(form) === key).forEach((form) => retype(form, values));
  announcePage(node);
  goTo(spot);
}

function offer(part) {
  if (part.querySelector(".stale")) return;
  const button = make("button", { type: "button", class: "stale small" }, `${word("changed")} · ${word("refresh")}`);
  button.addEventListener("click", () => refresh(new Set([everything]), part.id));
  const inside = part.matches("ol, ul, dl, table, tbody, tr, select") ? part.closest("section, div, main") : part;
  const header = inside.querySelector(":scope > header");
  if (header) header.after(button); else inside.prepend(button);
}

let turn = 0;
async function refresh(topics, forced) {
  const mine = parts().filter((part) => forced ? part.id === forced : shows(part, topics));
  if (!mine.length) return;
  const now = ++turn, url = location.href;
  let answer;
  try { answer = await ask(url, "live"); } catch { return; }
  if (answer.ended) { over = true; close(); sessionEnded(); return; }
  // The page moved on, or a later refresh brings newer facts: this answer is old.
  if (location.href !== url) return;
  // Taken by somebody else, or no longer there: what is shown is old, and the server says why.
  if ([403, 404, 410].includes(answer.response.status)) { gone = true; bar(said(answer.page) || word("changed")); return; }
  if (!answer.response.ok) return;
  if (over || gone) { over = gone = false; bar(); connect(); }
  if (now !== turn && !forced) { topics.forEach((topic) => waiting.add(topic)); return flush(); }
  for (const part of mine) update(part, answer.page, forced);
  syncFrame(answer.page);
}

function update(part, page, forced) {
  if (!part.isConnected) return;
  const fresh = page.getElementById(part.id);
  if (!fresh || unchanged(part, fresh)) return;
  if (!forced && held(part)) offer(part);
  else replace(part, fresh);
}

// What concerns one lead or one person shows at once. Lists that every lead touches catch up every few seconds, however much comes in.
const soon = 300, pause = 5000;
let timer, timerAt = Infinity, broadAt = -Infinity;
const isBroad = (topic) => topic !== everything && !topic.includes(":");

function flush() {
  const now = performance.now();
  const wait = [...waiting].some((topic) => !isBroad(topic)) ? soon : Math.max(soon, broadAt + pause - now);
  if (now + wait >= timerAt) return;
  clearTimeout(timer);
  timerAt = now + wait;
  timer = setTimeout(() => {
    timerAt = Infinity;
    broadAt = performance.now();
    const topics = new Set(waiting);
    waiting.clear();
    refresh(topics);
  }, wait);
}
export function changed(topics) {
  if (!topics.length) return;
  for (const topic of topics) waiting.add(topic);
  flush();
}

/** Time alone changes some parts: a lead becomes due, another is no longer hot. They say when to ask again. */
let dueTimer;
function awaitDue() {
  clearTimeout(dueTimer);
  const times = [...document.querySelectorAll("[data-refresh-at]")].map((part) => Date.parse(part.dataset.refreshAt)).filter((time) => time > serverNow() - 60000);
  if (!times.length) return;
  // Never at once: a page that is due all the time must not ask without end.
  const wait = Math.max(5000, Math.min(...times) - serverNow() + 1000);
  if (wait < 86400000) dueTimer = setTimeout(() => changed([everything]), wait);
}

function heard(event) {
  let topics;
  try { topics = JSON.parse(event.data).topics; } catch { return; }
  const followed = new Set(parts().flatMap((part) => part.dataset.live.split(/\s+/)));
  if (Array.isArray(topics)) changed(topics.filter((topic) => followed.has(topic)));
}

function told(event) {
  const fresh = [...parse(event.data).querySelectorAll(".notice")];
  for (const element of fresh) post(document.adoptNode(element));
  countUp("notices", fresh.length);
}

function opened() {
  clearTimeout(alarm);
  alarm = null;
  tries = 0;
  if (lost) { lost = false; bar(); changed([everything]); }
}

function failed() {
  const refused = source?.readyState === EventSource.CLOSED;
  close();
  if (over) return;
  alarm ??= setTimeout(() => { lost = true; bar(word("offline")); }, 5000);
  // A refused stream may mean an ended session; a page can tell, a stream cannot.
  if (refused) refresh(new Set([everything]));
  clearTimeout(retry);
  retry = setTimeout(connect, Math.min(30000, 1000 * 2 ** tries++) * (.75 + Math.random() / 2));
}

function close() {
  source?.close();
  source = null;
}

function connect() {
  clearTimeout(retry);
  const url = document.body.dataset.liveUrl;
  if (source || over || !url || document.hidden || !parts().length) return;
  source = new EventSource(url);
  source.addEventListener("open", opened);
  source.addEventListener("error", failed);
  source.addEventListener("changed", heard);
  source.addEventListener("notice", told);
}

/** Many open tabs must not use up the browser's connections: a hidden page lets go and catches up when seen. */
function watch() {
  let rest, slept = false;
  document.addEventListener("visibilitychange", () => {
    clearTimeout(rest);
    if (document.hidden) { rest = setTimeout(() => { slept = true; close(); clearTimeout(alarm); alarm = null; }, 20000); return; }
    // Signed in again in another tab? Looking once tells.
    if (slept || over) { slept = false; changed([everything]); }
    connect();
  });
  addEventListener("pagehide", close);
  addEventListener("pageshow", (event) => { if (event.persisted) { changed([everything]); connect(); } });
  addEventListener("online", () => { tries = 0; connect(); });
  // Once nobody works in a stale part any more, it is brought up to date without being asked.
  document.addEventListener("focusout", later(400, () => {
    for (const button of document.querySelectorAll(".stale")) {
      const part = button.closest("[data-live][id]");
      if (part && shown(button) && !held(part) && !part.contains(document.activeElement)) refresh(new Set([everything]), part.id);
    }
  }));
}

export function startLive() {
  remember(document);
  watch();
  onPage(connect);
  onPage(awaitDue);
  // A prefetched or restored page may be minutes old.
  const [entry] = performance.getEntriesByType("navigation");
  if (/prefetch|cache/.test(entry?.deliveryType ?? "")) changed([everything]);
}
