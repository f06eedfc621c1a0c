// What is not yet acknowledged by the server, kept for this tab. Nothing unsent is ever removed by code.
const EMPTY = () => ({ rows: {}, outbox: [], rejected: {}, acked: [], seq: 0, finishing: false, over: false });

export class Store {
  constructor(storage, user, visit) {
    this.storage = storage;
    this.isFull = false;
    this.key = `field:${user}:${visit}`;
    this.data = { ...EMPTY(), ...this.read() };
  }

  read() {
    try {
      return JSON.parse(this.storage.getItem(this.key)) ?? {};
    } catch {
      return {};
    }
  }

  // When the browser has no room left, `isFull`: the page then says so.
  save() {
    try {
      this.storage.setItem(this.key, JSON.stringify(this.data));
      this.isFull = false;
    } catch {
      this.isFull = true;
    }
  }

  keepRow(row) {
    const { household, encounter, sequence, state } = row;
    this.data.rows[household] = { household, encounter, sequence, state };
    this.save();
  }

  dropRow(household) {
    delete this.data.rows[household];
    this.save();
  }

  push(item) {
    this.data.seq += 1;
    this.data.outbox.push({ ...item, seq: this.data.seq });
  }

  settle(id) {
    this.data.outbox = this.data.outbox.filter((item) => item.id !== id);
    this.data.acked.push(id);
  }

  // Everything has been acknowledged.
  clear() {
    this.data = EMPTY();
    this.storage.removeItem(this.key);
  }
}
