// The round: one row a household, saved as it is ticked, sent when it is finished.
import { setUpFilter } from "./filter.js";
import { Journal } from "./journal.js";
import { RowView } from "./row.js";
import { Sender } from "./sender.js";
import { Reconnect, StatusBar } from "./status.js";
import { Store } from "./store.js";

const TYPING = 500;
const setup = JSON.parse(document.getElementById("round-setup").textContent);
const { words } = setup;
const form = document.getElementById("round");
const at = (name) => form.querySelector(`[data-${name}]`);
const views = [...form.querySelectorAll("[data-household]")].map((element) => new RowView(element, words, changed));
const store = new Store(sessionStorage, setup.user, setup.visit);
const journal = new Journal(setup, store, views);
const sender = new Sender({ urls: setup.urls, user: setup.user, next: () => journal.nextJob(), report: heard });
const bar = new StatusBar(document.getElementById("round-status"), words, sendNow);
const dialog = new Reconnect(document.getElementById("reconnect"), () => sender.kick({ force: true }));
const typing = new Map();
let trouble = "";
let undone = [];
let isLeaving = false;

// --- What the worker does ---------------------------------------------------------------------------
function changed(view, how) {
  clearTimeout(typing.get(view));
  if (how === "typing") {
    typing.set(view, setTimeout(() => keep(view), TYPING));
    return;
  }
  keep(view);
}

function keep(view) {
  clearTimeout(typing.get(view));
  typing.delete(view);
  view.showFault(null);
  journal.edit(view);
  refresh();
  sender.kick();
}

function flush() {
  for (const view of [...typing.keys()]) keep(view);
}

function sendNow() {
  dialog.allow();
  flush();
  journal.leave();
  sender.kick({ force: true });
}

function letGo() {
  flush();
  if (!isLeaving) journal.leave();
}

function markTheRest() {
  undone = views.filter((view) => !view.read().outcome);
  for (const view of undone) setOutcome(view, "absent");
  tell("undo", words.rest_done.replace("{n}", undone.length));
}

function undoTheRest() {
  for (const view of undone) if (view.read().outcome === "absent") setOutcome(view, "");
  undone = [];
  at("undo-line").hidden = true;
  refresh();
  at("rest").focus();
}

function setOutcome(view, outcome) {
  view.write({ ...view.read(), outcome });
  keep(view);
}

// --- Finishing --------------------------------------------------------------------------------------
function finish(anyway) {
  dialog.allow();
  flush();
  if (journal.isSending) {
    sender.kick({ force: true });
    return;
  }
  const faults = views.flatMap((view) => view.faults().map((fault) => ({ view, ...fault })));
  const missing = views.filter((view) => !view.read().outcome).length;
  if (missing === views.length && views.length && !faults.length) {
    faults.push({ view: views[0], input: views[0].one("outcome"), message: words.nothing_logged });
  }
  summarise(faults);
  if (faults.length) return;
  if (missing && !anyway) {
    tell("confirm", words.not_logged.replace("{n}", missing));
    at("anyway").focus();
    return;
  }
  at("confirm-line").hidden = at("undo-line").hidden = true;
  journal.seal();
  refresh();
  sender.kick({ force: true });
}

function summarise(faults) {
  const box = document.getElementById("round-errors");
  const lines = faults.map(({ view, input, message }) => {
    const link = document.createElement("a");
    link.href = `#${input.id}`;
    link.textContent = `${view.title} · ${message}`;
    link.addEventListener("click", (event) => {
      event.preventDefault();
      if (view.detail.contains(input)) view.toggle(true);
      input.focus();
    });
    const line = document.createElement("li");
    line.append(link);
    return line;
  });
  box.querySelector("ul").replaceChildren(...lines);
  box.hidden = lines.length === 0;
  for (const view of views) view.showFault(faults.find((fault) => fault.view === view)?.message);
  document.title = lines.length ? `${words.error}${setup.title}` : setup.title;
  if (lines.length) box.focus();
}

// --- What the page shows ----------------------------------------------------------------------------
function tell(name, text) {
  at(`${name}-line`).hidden = false;
  at(`${name}-word`).textContent = text;
}

function refresh() {
  const logged = views.filter((view) => view.read().outcome).length;
  at("count").textContent = words.logged.replace("{n}", logged).replace("{total}", views.length);
  at("rest").disabled = logged === views.length && at("undo-line").hidden;
  if (logged === views.length) at("confirm-line").hidden = true;
  at("finish-word").textContent = journal.isSending ? words.sending : words.finish;
  showStatus();
}

function showStatus() {
  const { waiting } = journal;
  if (store.isFull) bar.show("full", waiting);
  else if (trouble === "session" || trouble === "foreign") bar.show("reconnect", waiting);
  else if (journal.faults.size) bar.show("correct", journal.faults.size);
  else if (trouble === "blocked") bar.show("blocked", waiting);
  else if (waiting) bar.show(navigator.onLine ? "pending" : "offline", waiting);
  else bar.show("saved", 0);
}

// What the sender met. An expired session opens the dialog; entry goes on once it is closed.
function heard(state) {
  const before = trouble;
  trouble = ["session", "foreign", "blocked"].includes(state) ? state : "";
  if (trouble === "session" || trouble === "foreign") dialog.open(trouble === "foreign");
  if (state === "idle" || state === "waiting") dialog.close();
  if (state === "idle" || before !== trouble) showFaults();
  refresh();
  if (journal.isComplete) leave();
}

function showFaults() {
  if (!journal.faults.size) return;
  const faults = [...journal.faults].map(([household, message]) => {
    const view = views.find((one) => one.household === household);
    return { view, input: view.one("outcome"), message };
  });
  summarise(faults.filter((fault) => fault.view));
}

function leave() {
  if (isLeaving) return;
  isLeaving = true;
  store.clear();
  location.replace(setup.urls.finished);
}

// --- Starting ---------------------------------------------------------------------------------------
form.addEventListener("submit", (event) => {
  event.preventDefault();
  finish(false);
});
at("rest").addEventListener("click", markTheRest);
at("undo").addEventListener("click", undoTheRest);
at("anyway").addEventListener("click", () => finish(true));
setUpFilter(at("rows"), { sort: at("sort"), search: at("search"), none: at("none") });
form.addEventListener("focusout", flush);
// Back to a round that was finished: its summary, not a page that has nothing left to say.
window.addEventListener("pageshow", () => isLeaving && location.replace(setup.urls.finished));
for (const event of ["online", "pageshow", "focus"]) {
  window.addEventListener(event, () => journal.waiting && sender.kick({ force: true }));
}
document.addEventListener("visibilitychange", () => {
  if (document.hidden) flush();
  else if (journal.waiting) sender.kick({ force: true });
});
setInterval(() => !document.hidden && journal.waiting && !trouble && sender.kick(), 60_000);
window.addEventListener("pagehide", letGo);
window.addEventListener("beforeunload", (event) => {
  letGo();
  if (!isLeaving && journal.waiting) event.preventDefault();
});

journal.restore();
form.hidden = false;
document.getElementById("round-status").hidden = false;
refresh();
if (journal.waiting) sender.kick();
// A ring around the first answer helps a keyboard, and looks like an answer given under a finger.
if (!matchMedia("(pointer: coarse)").matches) {
  views.find((view) => !view.read().outcome)?.one("outcome").focus({ preventScroll: true });
}
