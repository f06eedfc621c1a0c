// The bar that always says where the work stands, and the dialog of an expired session.
const TONES = { saved: "ok", pending: "waiting", offline: "waiting", reconnect: "warning", correct: "danger", blocked: "danger", full: "danger" };
const PATIENCE = 1500;

export class StatusBar {
  constructor(element, words, sendNow) {
    this.element = element;
    this.words = words;
    this.word = element.querySelector("[data-status-word]");
    this.button = element.querySelector("[data-send-now]");
    this.button.addEventListener("click", sendNow);
    this.timer = null;
    this.shown = "";
  }

  // A save that is quick is not announced: at most one announcement a change, none a keystroke.
  show(state, count) {
    clearTimeout(this.timer);
    if (state === "pending" && this.shown.startsWith("saved")) {
      this.timer = setTimeout(() => this.paint(state, count), PATIENCE);
      return;
    }
    this.paint(state, count);
  }

  paint(state, count) {
    const key = `${state} ${count}`;
    if (key === this.shown) return;
    this.shown = key;
    this.element.dataset.state = state;
    this.word.textContent = this.words[state].replace("{n}", count);
    const line = this.element.querySelector("[data-status-line]");
    line.className = `status status-${TONES[state]}`;
    for (const sign of this.element.querySelectorAll("[data-sign]")) sign.hidden = sign.dataset.sign !== TONES[state];
    this.button.hidden = state === "saved" || state === "correct";
  }
}

// Set aside by the person, it comes back only when they ask to send: a late answer must not stop the next tap.
export class Reconnect {
  constructor(dialog, retry) {
    this.dialog = dialog;
    this.foreign = dialog.querySelector("[data-foreign]");
    this.isSetAside = false;
    this.isDone = false;
    dialog.querySelector("[data-retry]").addEventListener("click", retry);
    dialog.querySelector("[data-later]").addEventListener("click", () => dialog.close());
    // Escape does not always say « cancel » first: what was not closed here was closed by the person.
    dialog.addEventListener("close", () => {
      this.isSetAside = !this.isDone;
    });
  }

  allow() {
    this.isSetAside = false;
  }

  open(isForeign) {
    this.foreign.hidden = !isForeign;
    if (this.dialog.open || this.isSetAside) return;
    this.isDone = false;
    this.dialog.showModal();
  }

  close() {
    this.isDone = true;
    if (this.dialog.open) this.dialog.close();
    this.isSetAside = false;
  }
}
