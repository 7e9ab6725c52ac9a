// What every page can do without the server: ask the API as whoever is signed in, files to disk, and the keys.
"use strict";

window.truyvet = {
  csrf() {
    return document.querySelector('meta[name="truyvet-csrf"]')?.content ?? "";
  },

  // The API's answer: {ok, status, document}. A sentence of what went wrong is document.vi and document.en.
  async send(method, path, body, headers = {}) {
    const form = body instanceof FormData;
    try {
      const response = await fetch(path, {
        method,
        headers: {
          "X-CSRF-Token": truyvet.csrf(),
          ...(body === undefined || form ? {} : { "Content-Type": "application/json" }),
          ...headers,
        },
        body: body === undefined ? undefined : form ? body : JSON.stringify(body),
      });
      const json = (response.headers.get("Content-Type") ?? "").includes("json");
      return { ok: response.ok, status: response.status, document: json ? await response.json() : null, response };
    } catch {
      const vi = "Không kết nối được tới dịch vụ; hãy thử lại.";
      const en = "The service cannot be reached; try again.";
      return { ok: false, status: 0, document: { code: "unreachable", vi, en }, response: null };
    }
  },

  sentence(answer) {
    const language = document.documentElement.lang.startsWith("en") ? "en" : "vi";
    return answer.document?.[language] ?? String(answer.status);
  },

  // A file that the API makes, saved under the name that it gives. Returns a sentence where there is none.
  async download(method, path, body, accept, called = "truyvet") {
    const answer = await truyvet.send(method, path, body, accept ? { Accept: accept } : {});
    if (!answer.ok) return truyvet.sentence(answer);
    // What is JSON is read already, and is laid out for people.
    const content = answer.document === null ? await answer.response.blob() : new Blob([JSON.stringify(answer.document, null, 2)]);
    const name = /filename="([^"]+)"/.exec(answer.response.headers.get("Content-Disposition") ?? "")?.[1];
    const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(content), download: name ?? called });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
    return null;
  },

  // Follow an import until it has ended; returns the answer with its report. ``told`` gets {stage, share, left}: which
  // part of the time has gone and how many seconds may be left, by what each stage took of the imports that were timed.
  async follow(key, limit, told) {
    const shares = { queued: 0, read: 0.02, check: 0.5, write: 0.7 };
    const began = performance.now();
    let stage = "queued", entered = began, lost = 0;
    for (let wait = 150; ; wait = Math.min(wait * 1.4, 2000)) {
      const answer = await truyvet.send("GET", `/api/imports/${encodeURIComponent(key)}?limit=${limit}`);
      if (!answer.ok && (answer.status === 0 || answer.status === 503) && ++lost < 60) {
        await new Promise((done) => setTimeout(done, 2000)); // the import goes on when the service is back
        continue;
      }
      if (!answer.ok || !["queued", "running"].includes(answer.document.state)) return answer;
      const now = performance.now();
      const name = answer.document.progress?.stage; // none of an upload that another process has taken
      const current = name in shares ? name : "queued";
      if (current !== stage) { stage = current; entered = now; }
      const share = shares[stage];
      const whole = share > 0.1 ? (entered - began) / share : null;
      const gone = whole ? Math.min(0.97, (now - began) / whole) : share;
      told({ stage, share: gone, left: whole ? Math.max(0, whole - (now - began)) / 1000 : null });
      await new Promise((done) => setTimeout(done, wait));
    }
  },

  // Show in the address what is being looked at, so that it can be sent to a colleague.
  showInAddress(values) {
    const url = new URL(location.href);
    for (const [name, value] of Object.entries(values)) {
      if (value === null || value === "" || value === undefined) url.searchParams.delete(name);
      else url.searchParams.set(name, value);
    }
    history.replaceState(history.state, "", url);
  },

  local(address) {
    return address && /^\/(?![/\\])/.test(address) ? address : "/";
  },
};

(() => {
  const typing = (element) => element?.closest("input, textarea, select, [contenteditable=true]");
  const focusable = "a[href], button:not([disabled]), [tabindex='0']";

  // Arrows go through what carries data-arrows: the first thing to press of each of its rows.
  const move = (from, step) => {
    const box = from.closest("[data-arrows]") ?? (from.matches("[data-arrows-of]") && document.getElementById(from.dataset.arrowsOf));
    if (!box) return false;
    const stops = [...box.querySelectorAll("[data-stop]")].map((stop) => (stop.matches(focusable) ? stop : stop.querySelector(focusable))).filter(Boolean);
    const at = stops.findIndex((stop) => stop === from || stop.contains(from) || stop.closest("[data-stop]").contains(from));
    const next = stops[at < 0 ? (step > 0 ? 0 : -1) : at + step];
    if (next) next.focus();
    else if (step < 0) document.querySelector("[data-find] input, input[data-find]")?.focus();
    return Boolean(next);
  };

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    const help = document.getElementById("tv-help");
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const from = event.target.closest?.("[data-arrows-of]") ?? event.target;
      if (move(from, event.key === "ArrowDown" ? 1 : -1)) event.preventDefault();
    } else if (!typing(event.target) && event.key === "/") {
      event.preventDefault();
      const field = document.querySelector("[data-find] input, input[data-find]");
      if (field) { field.focus(); field.select(); } else location.assign("/find");
    } else if (!typing(event.target) && event.key === "?") {
      event.preventDefault();
      if (help && !help.open) help.showModal();
    }
  });
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-help]")) document.getElementById("tv-help")?.showModal();
    if (event.target.closest("[data-print]")) window.print();
  });
})();

// What was done by the page before, said once on the one that follows.
document.addEventListener("DOMContentLoaded", () => {
  const done = sessionStorage.getItem("truyvet-done");
  if (!done) return;
  sessionStorage.removeItem("truyvet-done");
  const said = Object.assign(document.createElement("p"), { className: "tv-done", textContent: done });
  said.setAttribute("role", "status");
  document.body.append(said);
  setTimeout(() => said.remove(), 6000);
});
