// The rows' story: what was ticked, what is saved on the server, what is sent, what must be corrected.
import { BLANK } from "./row.js";
import { uuid7 } from "./uuid7.js";

const BATCH = 25;
const MET = ["seen", "refused"];

export class Journal {
  constructor(setup, store, views) {
    Object.assign(this, { setup, store, views });
    this.rows = new Map(setup.rows.map((row) => [row.household, { sequence: 0, state: {}, ...row }]));
    // Contacts the server already holds, whichever tab sent them; and entries it keeps for correction.
    this.known = new Set([...setup.rows.map((row) => row.delivered).filter(Boolean), ...setup.rejected]);
    this.batch = BATCH;
  }

  // Rows as they were left: the server's drafts, then what this tab had not sent.
  restore() {
    for (const [household, mine] of Object.entries(this.store.data.rows)) {
      const row = this.rows.get(household);
      if (row && mine.sequence >= row.sequence) Object.assign(row, mine, { dirty: true });
    }
    for (const view of this.views) {
      const row = this.rows.get(view.household);
      const { correct } = row.state;
      if (correct && !this.isSealed(correct.replaces)) row.state = { ...row.state, correct: undefined };
      if (row.encounter) view.write(row.state);
      view.showFault(this.store.data.rejected[view.household]);
    }
  }

  edit(view) {
    const row = this.rows.get(view.household);
    row.encounter ??= uuid7();
    const told = { ...row.state, ...view.read(), at: new Date().toISOString() };
    if (this.isSealed(itemId(row))) {
      told.correct = { id: uuid7(), replaces: itemId(row) };
      // What was sent can be changed, not unsaid.
      told.outcome ||= row.state.outcome;
      view.write(told);
    }
    Object.assign(row, { state: told, sequence: row.sequence + 1, dirty: true });
    this.store.keepRow(row);
  }

  // An id once sent, or about to be, never changes its content: what comes after is a correction.
  isSealed(id) {
    const { outbox, acked } = this.store.data;
    return this.known.has(id) || acked.includes(id) || outbox.some((item) => item.id === id);
  }

  // Put every answered row in the line, then the end of the round. Rows without an answer are empty by now.
  seal() {
    const rows = [...this.rows.values()].filter((row) => row.state.outcome);
    for (const row of this.rows.values()) {
      if (row.state.outcome) continue;
      row.dirty = false;
      delete this.store.data.rows[row.household];
    }
    for (const row of rows) {
      // A round finished in another tab holds its rows already: only what was changed here is new.
      const isNew = row.dirty || !this.store.data.over;
      if (isNew && !this.isSealed(itemId(row))) this.store.push(this.itemOf(row));
    }
    const id = uuid7();
    const data = { round: this.setup.visit, visits: rows.map(itemId) };
    if (!this.store.data.finishing) {
      this.store.push({ id, kind: "round.finish", schema: 1, occurred_at: new Date().toISOString(), data });
    }
    this.store.data.finishing = true;
    this.store.data.rejected = {};
    this.store.save();
  }

  itemOf(row) {
    const { state, household } = row;
    const view = this.views.find((one) => one.household === household);
    const everyone = state.who === "all" ? view.people : state.who;
    const data = {
      round: this.setup.visit,
      site: this.setup.site,
      household,
      outcome: state.outcome,
      met_persons: MET.includes(state.outcome) ? everyone : [],
      topics: state.topics,
      note: state.note,
      next: { kind: state.next, due: state.due, label: state.label },
      destination: state.destination,
    };
    if (state.correct) data.replaces = state.correct.replaces;
    const kind = state.correct ? "visit.correct" : "visit";
    return { id: itemId(row), kind, schema: 1, occurred_at: state.at, data };
  }

  // --- For the sender -------------------------------------------------------------------------------
  nextJob() {
    const { outbox } = this.store.data;
    if (outbox.length) return this.syncJob(outbox.slice(0, this.batch));
    const dirty = [...this.rows.values()].filter((row) => row.dirty);
    return dirty.length && !this.store.data.finishing ? this.draftJob(dirty) : null;
  }

  draftJob(dirty) {
    const rows = dirty.map(({ household, encounter, sequence, state }) => ({ household, encounter, sequence, state }));
    const done = (told) => {
      for (const answer of told.rows ?? []) this.drafted(answer, rows.find((row) => row.household === answer.household));
      return Array.isArray(told.rows);
    };
    return { url: this.setup.urls.drafts, method: "PUT", body: { visit: this.setup.visit, rows }, done };
  }

  drafted(answer, sent) {
    const row = this.rows.get(answer.household);
    if (answer.status === "finished") {
      this.over(answer, row);
      return;
    }
    if (answer.encounter && row.encounter !== answer.encounter && !this.isSealed(row.encounter)) {
      row.encounter = answer.encounter;
    }
    if (answer.status === "older") this.meet(answer, row);
    else if (row.sequence === sent.sequence) row.dirty = false;
    if (!row.dirty && answer.status === "saved") this.store.dropRow(answer.household);
    else if (row.dirty) this.store.keepRow(row);
  }

  // The round was finished in another tab: what is ticked here corrects what was sent from there.
  over(answer, row) {
    Object.assign(this.store.data, { finishing: true, over: true });
    if (answer.delivered) {
      this.known.add(answer.delivered);
      row.state = { ...row.state, correct: { id: uuid7(), replaces: answer.delivered } };
    }
    this.store.keepRow(row);
  }

  // The row was also ticked elsewhere: the last tap stands.
  meet(answer, row) {
    const theirs = answer.state?.at ?? "";
    if ((row.state.at ?? "") > theirs) {
      row.sequence = answer.sequence + 1;
      return;
    }
    Object.assign(row, { state: { ...BLANK, ...answer.state }, sequence: answer.sequence, dirty: false });
    this.store.dropRow(answer.household);
    this.views.find((one) => one.household === answer.household)?.write(row.state);
  }

  syncJob(items) {
    const body = syncBody(this.setup, items, this.waiting);
    const done = (told) => this.judged(told.results, items);
    const split = () => items.length > 1 && Boolean((this.batch = Math.ceil(items.length / 2)));
    return { url: this.setup.urls.sync, method: "POST", body, done, split };
  }

  // True when something moved; otherwise the sender waits before it tries again.
  judged(results, items) {
    if (!Array.isArray(results)) return false;
    const settled = results.filter((result) => result.status !== "deferred");
    for (const result of settled) this.judge(result, items.find((item) => item.id === result.id));
    this.store.save();
    return settled.length > 0;
  }

  judge(result, item) {
    this.store.settle(result.id);
    const { household } = item.data;
    if (!household) return;
    if (result.status === "created" || result.status === "duplicate") {
      const row = this.rows.get(household);
      if (itemId(row) !== item.id) return;
      row.dirty = false;
      delete this.store.data.rows[household];
      return;
    }
    this.store.data.rejected[household] = result.errors?.[0]?.message ?? this.setup.words.sent_otherwise;
  }

  get faults() {
    return new Map(Object.entries(this.store.data.rejected));
  }

  get waiting() {
    const visits = this.store.data.outbox.length;
    return visits || [...this.rows.values()].filter((row) => row.dirty).length;
  }

  // Answered rows not in the line yet: left with the page, they are put in it first.
  leave() {
    if (this.store.data.finishing) this.seal();
  }

  get isSending() {
    return this.store.data.outbox.length > 0;
  }

  // Everything is on the server and nothing asks to be corrected.
  get isComplete() {
    return this.store.data.finishing && this.waiting === 0 && this.faults.size === 0;
  }
}

function itemId(row) {
  return row.state.correct?.id ?? row.encounter;
}

export function syncBody({ version, visit }, items, pending) {
  return { client: { bundle: version, schema: 1 }, announce: { pending, round: visit }, items };
}
