// Sending forms without leaving the page, asking first, and filters that apply themselves.
import { adopt, announcePage, ask, calm, dress, goTo, later, make, notice, on, onPage, place, said, sessionEnded, shown, syncFrame, word } from "./page.js";
import { dropDraft, keepDraft } from "./drafts.js";

const sending = new WeakSet();
const agreed = new WeakSet();
let here = location.pathname + location.search;

// Reading attributes, not properties: a field named "action" would hide the form's own.
const trait = (form, by, name) => by?.getAttribute(`form${name}`) ?? form.getAttribute(name) ?? "";

function contents(form, by) {
  const data = new FormData(form);
  if (by?.name) data.append(by.name, by.value);
  return data;
}

function busy(form, by, now) {
  if (now) sending.add(form); else sending.delete(form);
  const button = by ?? form.querySelector("button:not([type=button])");
  if (now) button?.setAttribute("aria-busy", "true"); else button?.removeAttribute("aria-busy");
}

// The answer ---------------------------------------------------------------------------------------------------------

/** Replaces what the page shows. The focus stays where it was, or goes to what needs attention. */
function show(answer, url, push) {
  const moved = push === undefined || !!url && new URL(url).pathname !== location.pathname;
  const spot = moved ? null : place(document.querySelector("main"));
  const adrift = moved || !!spot;
  if (url && url !== location.href) history[push ? "pushState" : "replaceState"]({ swapped: true }, "", url);
  here = location.pathname + location.search;
  const change = () => {
    const main = adopt(answer.main, document.querySelector("main"));
    const notices = answer.page.getElementById("notices");
    if (notices && document.getElementById("notices")) adopt(notices, document.getElementById("notices"));
    syncFrame(answer.page);
    document.querySelectorAll("dialog[open]").forEach((dialog) => dialog.close());
    announcePage(main);
    if (moved) scrollTo({ top: 0, behavior: "instant" });
    if (adrift || main.querySelector(".errors")) settle(main, spot);
  };
  if (!moved || !document.startViewTransition || calm()) return change();
  // A skipped transition is no failure: the change itself is made either way.
  const transition = document.startViewTransition(change);
  for (const promise of [transition.ready, transition.finished]) promise.catch(() => {});
}

function settle(main, spot) {
  const errors = main.querySelector(".errors");
  const target = errors ?? (goTo(spot) || main.contains(document.activeElement) ? null : main.querySelector("[autofocus], h1") ?? main);
  if (!target) return;
  if (!target.matches("a[href], button, input, select, textarea")) target.tabIndex = -1;
  target.focus({ preventScroll: !errors });
}

function receive(form, answer, push) {
  const { response, page, main } = answer;
  if (answer.ended) { keepDraft(form); sessionEnded(); return; }
  // What was typed stays on the page when the answer is no page of its own.
  if (!main || response.status >= 500 || [413, 429].includes(response.status) || isStale(response)) {
    keepDraft(form);
    notice("bad", said(page) || word("failed"));
    return;
  }
  if (response.ok && !page.querySelector(".errors")) dropDraft(form);
  show(answer, response.redirected || response.ok && push === false ? response.url : null, push);
}

const isStale = (response) => response.headers.get("X-Problem") === "stale-form";

/** The same person has signed in anew in another tab: the answer has the key of that session. Answers whether it was taken over. */
function renew(page) {
  const { keyForm: key, user } = page.body.dataset;
  if (!key || user !== document.body.dataset.user || key === document.body.dataset.keyForm) return false;
  document.body.dataset.keyForm = key;
  for (const field of document.querySelectorAll("input[type=hidden][name=key]")) field.value = key;
  return true;
}

async function send(form, by) {
  const data = contents(form, by);
  const method = (trait(form, by, "method") || "get").toLowerCase();
  const url = new URL(trait(form, by, "action") || location.href, location.href);
  const options = { method };
  if (method === "get") url.search = query(data);
  else options.body = trait(form, by, "enctype").startsWith("multipart") ? data : new URLSearchParams(data);
  busy(form, by, true);
  let answer;
  try { answer = await ask(url, "form", options); } catch { /* told below */ } finally { busy(form, by, false); }
  if (answer && isStale(answer.response) && renew(answer.page)) return send(form, by);
  if (answer) return receive(form, answer, method === "get" ? false : true);
  if (method === "get") return location.assign(url);
  // The next try is the browser's own: it knows more about networks than this module.
  keepDraft(form);
  form.removeAttribute("data-swap");
  notice("bad", word("failed"));
}

/** Empty choices are no part of an address. */
function query(data) {
  return String(new URLSearchParams([...data].filter(([, value]) => typeof value === "string" && value !== "")));
}

async function back() {
  const url = location.pathname + location.search;
  if (url === here) return;
  let answer;
  try { answer = await ask(location.href, "form"); } catch { /* a plain load shows the browser's own message */ }
  if (!answer?.response.ok || !answer.main || answer.ended) return location.reload();
  here = url;
  show(answer, null);
  scrollTo({ top: 0, behavior: "instant" });
}

// Asking first -------------------------------------------------------------------------------------------------------

function confirmed(question, by) {
  const label = by?.dataset.confirmLabel ?? by?.textContent.trim() ?? "";
  const cancel = make("button", { value: "" }, word("cancel"));
  const yes = make("button", { value: "yes", class: by?.classList.contains("danger") ? "primary danger" : "primary" }, label || word("confirm"));
  const text = make("p", { id: "confirm-text" }, question);
  const dialog = make("dialog", { class: "dialog", role: "alertdialog", "aria-labelledby": "confirm-text" },
    make("form", { method: "dialog" }, text, make("div", { class: "buttons" }, cancel, yes)));
  document.body.append(dialog);
  dialog.showModal();
  yes.focus();
  return new Promise((done) => dialog.addEventListener("close", () => { done(dialog.returnValue === "yes"); dialog.remove(); }));
}

async function submitted(event) {
  const form = event.target, by = event.submitter;
  if (event.defaultPrevented || trait(form, by, "method") === "dialog") return;
  if (sending.has(form)) return event.preventDefault();
  const question = by?.dataset.confirm ?? form.dataset.confirm;
  if (question && !agreed.delete(form)) {
    event.preventDefault();
    if (!await confirmed(question, by)) return;
    agreed.add(form);
    return form.requestSubmit(by);
  }
  const away = trait(form, by, "target") || by?.matches("[data-plain]");
  if (form.matches("[data-swap], form.filters") && !away) {
    event.preventDefault();
    return send(form, by);
  }
  if (trait(form, by, "method").toLowerCase() !== "post" || away) return;
  // Marked a moment later, since a disabled or changed button would not be sent; a download never leaves the page, so it ends.
  setTimeout(() => busy(form, by, true));
  setTimeout(() => busy(form, by, false), 8000);
}

// Small helpers of forms -----------------------------------------------------------------------------------------------

const scores = new WeakMap();
async function score(form) {
  scores.get(form)?.abort();
  const control = new AbortController();
  scores.set(form, control);
  const fields = [...new FormData(form)].filter(([, value]) => typeof value === "string");
  try {
    const { page, ended } = await ask(form.dataset.scoreUrl, "score", { method: "POST", body: new URLSearchParams(fields), signal: control.signal });
    if (ended) { keepDraft(form); return sessionEnded(); }
    if (control.signal.aborted) return;
    for (const id of ["checklist", "ten", "progress"]) {
      const old = document.getElementById(id), fresh = page.getElementById(id);
      if (!old || !fresh || old.outerHTML === fresh.outerHTML) continue;
      const spot = place(old);
      announcePage(adopt(fresh, old));
      goTo(spot);
    }
  } catch { /* the score is advice; the server checks again when the form is sent */ }
}

function grow(area) {
  if (CSS.supports("field-sizing", "content")) return;
  area.rows = Math.min(24, Math.max(Number(area.getAttribute("rows")) || 3, area.value.split("\n").length + 1));
}

function countChosen(box) {
  const boxes = [...box.querySelectorAll(".select input[type=checkbox]:not([data-select-all])")];
  const chosen = boxes.filter((one) => one.checked).length;
  for (const all of box.querySelectorAll("[data-select-all]")) {
    all.checked = chosen > 0 && chosen === boxes.length;
    all.indeterminate = chosen > 0 && chosen < boxes.length;
  }
  const scope = box.closest("form, .panel") ?? document;
  for (const bulk of scope.querySelectorAll(".bulk")) bulk.hidden = !chosen;
  for (const count of scope.querySelectorAll("[data-bulk-count]")) count.textContent = chosen;
}

let anchor;
function choose(event, box) {
  const boxes = [...box.closest("table, .rows").querySelectorAll(".select input[type=checkbox]:not([data-select-all])")].filter(shown);
  const to = boxes.indexOf(box), from = boxes.indexOf(anchor);
  if (event.shiftKey && from >= 0) boxes.slice(Math.min(from, to), Math.max(from, to) + 1).forEach((one) => { one.checked = box.checked; });
  anchor = box;
  countChosen(box.closest("table, .rows"));
}

export function startForms() {
  document.addEventListener("submit", submitted);
  addEventListener("popstate", back);
  addEventListener("pageshow", () => document.querySelectorAll("[aria-busy]").forEach((one) => { one.removeAttribute("aria-busy"); sending.delete(one.form); }));
  on("change", "form.filters", (event, form) => { if (!event.target.matches("[data-manual]")) form.requestSubmit(); });
  on("change", "select[data-submit]", (event, select) => select.form?.requestSubmit());
  const rescore = later(350, score);
  for (const type of ["input", "change"]) on(type, "form[data-score]", (event, form) => rescore(form));
  on("input", "textarea[data-grow]", (event, area) => grow(area));
  on("click", ".select input[type=checkbox]:not([data-select-all])", choose);
  on("change", "[data-select-all]", (event, all) => {
    const box = all.closest("table") ?? all.closest(".panel, form");
    for (const one of box.querySelectorAll(".select input[type=checkbox]")) if (shown(one) || one === all) one.checked = all.checked;
    countChosen(box);
  });
  onPage((root) => {
    root.querySelectorAll("textarea[data-grow]").forEach(grow);
    root.querySelectorAll("table:has(.select)").forEach(countChosen);
    document.querySelectorAll("#notices > .notice").forEach((one) => dress(one));
  });
}
