// Running clocks and relative times, rewritten in place from the times the server gave.
import { onPage, serverNow, word } from "./page.js";

const second = 1000, minute = 60 * second, hour = 60 * minute, day = 24 * hour;
const units = [["d", day], ["h", hour], ["min", minute], ["s", second]];
const tight = /^(ko|ja)/.test(document.documentElement.lang);

/** "3 h 20 min": the two largest units, seconds only near the end. */
export function span(milliseconds) {
  const rest = Math.max(0, milliseconds);
  const first = units.findIndex(([, size]) => rest >= size);
  if (first < 0) return part(0, "s");
  const [name, size] = units[first];
  const count = Math.floor(rest / size);
  const next = units[first + 1];
  const more = next && (next[0] !== "s" || rest < 2 * minute) ? Math.floor((rest - count * size) / next[1]) : 0;
  return part(count, name) + (more ? (tight ? " " : "\u00a0") + part(more, next[0]) : "");
}
function part(count, name) {
  const unit = word(name);
  return unit.includes("{n}") ? unit.replace("{n}", count) : count + (tight ? "" : "\u00a0") + unit;
}

function level(clock, now) {
  const { due, started, warnAt, badAt } = clock.dataset;
  const end = Date.parse(due), begin = Date.parse(started);
  const at = (given, share) => Date.parse(given) || (begin ? begin + (end - begin) * share : end);
  return now >= Math.min(end, at(badAt, .8)) ? "bad" : now >= at(warnAt, .5) ? "warn" : "";
}

/** Rewrites one clock; answers how long it is still quiet. */
function show(clock, now) {
  const due = Date.parse(clock.dataset.due);
  const state = clock.dataset.state ?? "running";
  if (!due || (state !== "running" && state !== "breached")) return Infinity;
  const left = due - now;
  const text = word(left >= 0 ? "left" : "over", { time: span(Math.abs(left)) });
  const time = clock.querySelector("time") ?? clock;
  if (time.textContent !== text) time.textContent = text;
  const tone = state === "breached" ? "bad" : level(clock, now);
  for (const name of ["warn", "bad"]) clock.classList.toggle(name, tone === name);
  return Math.abs(left);
}

const steps = [["second", 60, second], ["minute", 60, minute], ["hour", 24, hour], ["day", 30, day], ["month", 12, 30 * day], ["year", Infinity, 365 * day]];
const relative = new Intl.RelativeTimeFormat(document.documentElement.lang || "en", { numeric: "auto" });

function tell(time, now) {
  const when = Date.parse(time.dateTime);
  if (!when) return;
  time.title ||= time.textContent.trim();
  const gap = when - now;
  const [unit, , size] = steps.find(([, most, length]) => Math.abs(gap) < most * length);
  const text = relative.format(unit === "second" ? 0 : Math.trunc(gap / size), unit === "second" ? "second" : unit);
  if (time.textContent !== text) time.textContent = text;
}

export function startClocks() {
  let timer;
  const tick = () => {
    clearTimeout(timer);
    const now = serverNow();
    let nearest = Infinity;
    for (const clock of document.querySelectorAll(".clock[data-due]")) nearest = Math.min(nearest, show(clock, now));
    for (const time of document.querySelectorAll("time[data-relative]")) tell(time, now);
    // Nobody looks at a hidden page; it ticks again when it is seen.
    if (!document.hidden) timer = setTimeout(tick, nearest < 2 * minute + 10 * second ? second : 10 * second);
  };
  onPage(tick);
  document.addEventListener("visibilitychange", tick);
}
