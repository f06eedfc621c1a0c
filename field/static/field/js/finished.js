// The summary of a round: what this tab had not sent yet leaves from here; then the page shows it.
import { Sender } from "./sender.js";
import { Store } from "./store.js";
import { syncBody } from "./journal.js";

const setup = JSON.parse(document.getElementById("round-setup").textContent);
const store = new Store(sessionStorage, setup.user, setup.visit);
const box = document.getElementById("leftover");

function nextJob() {
  const { outbox } = store.data;
  if (!outbox.length) return null;
  return { url: setup.urls.sync, method: "POST", body: syncBody(setup, outbox, outbox.length), done };
}

function done(told) {
  const settled = (told.results ?? []).filter((result) => result.status !== "deferred");
  for (const result of settled) store.settle(result.id);
  store.save();
  return settled.length > 0;
}

function heard(state) {
  box.hidden = store.data.outbox.length === 0;
  box.querySelector("[data-word]").textContent = setup.words.pending.replace("{n}", store.data.outbox.length);
  box.querySelector("[data-reconnect]").hidden = !["session", "foreign"].includes(state);
  if (state !== "idle") return;
  store.clear();
  location.reload();
}

if (store.data.outbox.length) {
  const sender = new Sender({ urls: setup.urls, user: setup.user, next: nextJob, report: heard });
  for (const event of ["online", "focus"]) window.addEventListener(event, () => sender.kick({ force: true }));
  sender.kick();
} else {
  store.clear();
}
