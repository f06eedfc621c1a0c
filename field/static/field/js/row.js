// One household on the page: what is ticked, read and written; its detail opened and closed.
export const BLANK = { outcome: "", topics: [], who: "all", note: "", next: "none", due: "", label: "", destination: "" };
const DATED = ["appointment", "task"];

export class RowView {
  constructor(element, words, changed) {
    this.element = element;
    this.words = words;
    this.household = element.dataset.household;
    this.detail = element.querySelector("[data-detail]");
    this.opener = element.querySelector("[data-open]");
    this.opener.addEventListener("click", () => this.toggle(this.detail.hidden));
    this.detail.addEventListener("keydown", (event) => event.key === "Escape" && this.toggle(false));
    element.querySelector("[data-clear]").addEventListener("click", () => this.clear(changed));
    element.addEventListener("change", (event) => this.heard(event, changed));
    element.addEventListener("input", (event) => event.target.matches("textarea, [type=text]") && changed(this, "typing"));
  }

  heard(event, changed) {
    const { field } = event.target.dataset;
    if (field === "everyone") this.tickNobody();
    if (field === "who") this.all("everyone")[0].checked = !this.all("who").some((box) => box.checked);
    this.dress();
    changed(this, "tap");
  }

  all(field) {
    return [...this.element.querySelectorAll(`[data-field="${field}"]`)];
  }

  one(field) {
    return this.all(field)[0];
  }

  chosen(field) {
    return this.all(field).find((input) => input.checked)?.value ?? "";
  }

  ticked(field) {
    return this.all(field).filter((input) => input.checked).map((input) => input.value);
  }

  tickNobody() {
    for (const box of this.all("who")) box.checked = false;
    if (this.one("everyone")) this.one("everyone").checked = true;
  }

  get people() {
    return this.all("who").map((box) => box.value);
  }

  read() {
    const who = this.ticked("who");
    const outcome = this.chosen("outcome");
    return {
      outcome,
      topics: this.ticked("topics"),
      who: who.length ? who : "all",
      note: this.one("note").value,
      next: this.chosen("next") || "none",
      due: DATED.includes(this.chosen("next")) ? this.one("due").value : "",
      label: DATED.includes(this.chosen("next")) ? this.one("label").value : "",
      destination: outcome === "left" ? this.chosen("destination") : "",
    };
  }

  write(state) {
    const told = { ...BLANK, ...state };
    for (const name of ["outcome", "next", "destination"]) {
      for (const input of this.all(name)) input.checked = input.value === told[name];
    }
    for (const box of this.all("topics")) box.checked = told.topics.includes(box.value);
    this.tickNobody();
    if (told.who !== "all") {
      for (const box of this.all("who")) box.checked = told.who.includes(box.value);
      if (this.one("everyone")) this.one("everyone").checked = false;
    }
    for (const name of ["note", "due", "label"]) this.one(name).value = told[name];
    this.dress();
  }

  // What depends on the answers: the destination, the date and words of a next step, the sign on the opener.
  dress() {
    const told = this.read();
    this.element.querySelector("[data-destination]").hidden = told.outcome !== "left";
    this.element.querySelector("[data-dated]").hidden = !DATED.includes(told.next);
    this.element.classList.toggle("is-logged", told.outcome !== "");
    const isFilled = told.topics.length > 0 || told.note !== "" || told.next !== "none" || told.who !== "all";
    this.opener.querySelector("[data-word]").textContent = isFilled ? this.words.detail_filled : this.words.detail;
  }

  toggle(open) {
    this.detail.hidden = !open;
    this.opener.setAttribute("aria-expanded", String(open));
    (open ? this.one("note") : this.opener).focus();
  }

  clear(changed) {
    this.write(BLANK);
    changed(this, "tap");
    this.toggle(false);
  }

  // The faults of this row, each beside its field: [{id, message}] for the summary.
  faults() {
    const told = this.read();
    const found = [];
    if (DATED.includes(told.next) && !told.due) found.push({ input: this.one("due"), message: this.words.date_missing });
    const hasContent = told.note.trim() || told.topics.length || told.next !== "none";
    if (!told.outcome && hasContent) found.push({ input: this.one("outcome"), message: this.words.answer_missing });
    return found;
  }

  showFault(message) {
    const place = this.element.querySelector("[data-fault]");
    place.textContent = message ?? "";
    place.hidden = !message;
    this.element.classList.toggle("has-error", Boolean(message));
  }

  get title() {
    return this.element.dataset.title;
  }
}
