// What somebody typed is never lost: not to a refresh, not to an expired session.
import { notice, on, onPage, later, word } from "./page.js";

const skipped = "[type=hidden], [type=password], [type=file], [type=submit], [type=button], [type=reset], [type=image], [autocomplete*=password], [autocomplete=one-time-code], fieldset, button, output, object";
const fields = (form) => [...form.elements].filter((field) => field.name && !field.matches(skipped));
const ticks = (field) => field.type === "checkbox" || field.type === "radio";

function touched(field) {
  if (ticks(field)) return field.checked !== field.defaultChecked;
  if (field.tagName !== "SELECT") return field.value !== field.defaultValue;
  const options = [...field.options];
  if (options.some((option) => option.defaultSelected)) return options.some((option) => option.selected !== option.defaultSelected);
  return field.multiple ? options.some((option) => option.selected) : field.selectedIndex > 0;
}

export const isDirty = (form) => fields(form).some(touched);

/** Only what differs from what the server sent, as [name, which of that name, value, chosen?]. */
export function typed(form) {
  const all = fields(form);
  return all.filter(touched).flatMap((field) => {
    const which = all.filter((one) => one.name === field.name).indexOf(field);
    if (ticks(field)) return [[field.name, which, field.value, field.checked]];
    if (field.multiple) return [...field.options].map((option) => [field.name, which, option.value, option.selected]);
    return [[field.name, which, field.value]];
  });
}

/** Puts typed values back; answers whether anything differed. */
export function retype(form, values) {
  const all = fields(form);
  let changed = false;
  const put = (target, key, value) => { if (target && target[key] !== value) { target[key] = value; changed = true; } };
  for (const [name, which, value, chosen] of values) {
    const twins = all.filter((field) => field.name === name);
    const field = twins[which];
    if (!field) continue;
    if (ticks(field)) put(twins.find((one) => one.value === value), "checked", chosen);
    else if (chosen === undefined) put(field, "value", value);
    else put([...(field.options ?? [])].find((option) => option.value === value), "selected", chosen);
  }
  return changed;
}

// Storage may be full or forbidden; a draft is a courtesy then.
const store = {
  get: (key) => { try { return sessionStorage.getItem(key); } catch { return null; } },
  set: (key, value) => { try { sessionStorage.setItem(key, value); } catch { /* nothing to do */ } },
  drop: (test) => { try { Object.keys(sessionStorage).filter(test).forEach((key) => sessionStorage.removeItem(key)); } catch { /* nothing to do */ } },
};
const keyOf = (form) => `draft:${document.body.dataset.user ?? ""}:${form.dataset.draft}`;

export function keepDraft(form) {
  if (!form.dataset.draft || !form.isConnected) return;
  const values = typed(form);
  if (values.length) store.set(keyOf(form), JSON.stringify(values));
  else dropDraft(form);
}
export function dropDraft(form) {
  if (form.dataset.draft) store.drop((key) => key === keyOf(form) || key === `sent:${keyOf(form)}`);
}

function restore(form) {
  const sent = store.get(`sent:${keyOf(form)}`) && !form.querySelector(".errors, .invalid");
  if (sent) return dropDraft(form);
  let values;
  try { values = JSON.parse(store.get(keyOf(form)) ?? "[]"); } catch { values = []; }
  if (!Array.isArray(values) || !retype(form, values)) return;
  notice("info", word("restored"));
  form.dispatchEvent(new Event("input", { bubbles: true }));
}

export function startDrafts() {
  const save = new WeakMap();
  const note = (event, form) => {
    if (!save.has(form)) save.set(form, later(300, keepDraft));
    save.get(form)(form);
  };
  on("input", "form[data-draft]", note);
  on("change", "form[data-draft]", note);
  on("reset", "form[data-draft]", (event, form) => dropDraft(form));
  // An ordinary submit leaves the page: the next page tells whether the draft arrived (or the session had ended).
  on("submit", "form", (event, form) => {
    if (form.matches("[data-forget], [action$='/sign-out']")) store.drop((key) => /^(sent:)?draft:/.test(key));
    if (!form.dataset.draft) return;
    keepDraft(form);
    if (!form.matches("[data-swap]")) store.set(`sent:${keyOf(form)}`, "1");
  });
  if (document.body.classList.contains("plain")) store.drop((key) => key.startsWith("sent:"));
  onPage((root) => {
    root.querySelectorAll("form[data-draft]").forEach(restore);
    if (root === document && !document.body.classList.contains("plain")) dropSent();
  });
}

/** A draft that was sent and whose form did not come back with errors has arrived. */
function dropSent() {
  const open = new Set([...document.querySelectorAll("form[data-draft]")].map(keyOf));
  store.drop((key) => {
    const draft = key.replace(/^sent:/, "");
    return /^(sent:)?draft:/.test(key) && store.get(`sent:${draft}`) && !open.has(draft);
  });
}
