// One sender: it delivers the next job until none is left, and never gives up. The token lives in memory only.
const MARKER = "ancrage-field";
const TIMEOUT = 20_000;
const FIRST = 5_000;
const LONGEST = 300_000;

export class Sender {
  // `next()` gives the next job or null; `report(state, detail)` hears idle, sending, waiting, session, foreign, blocked.
  constructor({ urls, user, next, report }) {
    Object.assign(this, { urls, user, next, report });
    this.token = null;
    this.attempts = 0;
    this.timer = null;
    this.busy = false;
    this.locked = false;
  }

  // Something to send. A retry already planned is kept, unless the person asks (`force`).
  kick({ force = false } = {}) {
    if (force) {
      this.attempts = 0;
      this.locked = false;
      clearTimeout(this.timer);
      this.timer = null;
    }
    if (this.busy || this.timer || this.locked) return;
    this.run();
  }

  async run() {
    this.busy = true;
    try {
      while (await this.step());
    } finally {
      this.busy = false;
    }
    if (!this.timer && !this.locked && this.next()) this.run();
  }

  // True when the next job may follow at once.
  async step() {
    const job = this.next();
    if (!job) {
      this.report("idle");
      return false;
    }
    this.report("sending");
    const { outcome, after, code } = await this.alone(() => this.deliver(job));
    if (outcome === "ok") {
      this.attempts = 0;
      return true;
    }
    if (outcome === "session" || outcome === "foreign") {
      this.locked = true;
      this.token = null;
      this.report(outcome);
      return false;
    }
    this.wait(after);
    this.report(outcome, code);
    return false;
  }

  // Several tabs of one browser send one after the other.
  alone(work) {
    return navigator.locks ? navigator.locks.request("ancrage-field", work) : work();
  }

  wait(seconds) {
    const ceiling = Math.min(LONGEST, FIRST * 2 ** this.attempts);
    this.attempts += 1;
    const delay = seconds ? seconds * 1000 : Math.random() * ceiling;
    this.timer = setTimeout(() => {
      this.timer = null;
      this.kick();
    }, delay);
  }

  async deliver(job, isSecond = false) {
    if (!this.token) {
      const opened = await this.open();
      if (opened) return opened;
    }
    const answer = await this.call(job.url, { method: job.method, body: JSON.stringify(job.body) });
    if (!answer) return { outcome: "waiting" };
    const { response, told } = answer;
    if (response.status === 200) return job.done(told) ? { outcome: "ok" } : { outcome: "waiting" };
    return this.refused(job, response, told, isSecond);
  }

  refused(job, response, told, isSecond) {
    if (response.status === 401) return { outcome: "session" };
    if (response.status === 403 && told.code === "csrf_failed") {
      this.token = null;
      return isSecond ? { outcome: "session" } : this.deliver(job, true);
    }
    if (response.status === 413 && job.split?.()) return { outcome: "ok" };
    const after = Number(response.headers.get("Retry-After")) || 0;
    if (response.status >= 500 || response.status === 429) return { outcome: "waiting", after };
    return { outcome: "blocked", code: told.code, after: LONGEST / 1000 };
  }

  // A fresh token, and whether the person signed in is the one whose work this is.
  async open() {
    const answer = await this.call(this.urls.session, { method: "GET" });
    if (!answer || answer.response.status !== 200) return { outcome: "waiting" };
    if (!answer.told.authenticated) return { outcome: "session" };
    if (answer.told.user !== this.user) return { outcome: "foreign" };
    this.token = answer.told.csrf;
    return null;
  }

  // Null when the answer is not our server's: a portal's page, a redirect, an error page, silence.
  async call(url, options) {
    const headers = { "X-Field": "1", "X-Field-User": this.user };
    if (options.body) headers["Content-Type"] = "application/json";
    if (options.body) headers["X-CSRFToken"] = this.token;
    const rest = { redirect: "error", cache: "no-store", credentials: "same-origin" };
    try {
      const response = await fetch(url, { ...options, ...rest, headers, signal: AbortSignal.timeout(TIMEOUT) });
      const isJson = (response.headers.get("Content-Type") ?? "").startsWith("application/json");
      if (!isJson || response.headers.get("X-Field") !== "1") return null;
      const told = await response.json();
      return told.marker === MARKER ? { response, told } : null;
    } catch {
      return null;
    }
  }
}
