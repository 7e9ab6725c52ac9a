// Files go from here straight to the API: each is checked first, what it would change is shown, and then it is applied.
// The files stay in this page until then; nothing of them is kept in the browser.
const ENDINGS = /\.(xlsx|xlsm|xls|xlsb|ods|csv)$/i;
const SHOWN = 50; // so many differences are shown here, the rest in the report
const wanted = (file) => ENDINGS.test(file.name) && !/^(~\$|\.)/.test(file.name);
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
const dmy = (day) => (day ? day.split("-").reverse().join("/") : "");

async function filesOf(entry) {
  if (entry.isFile) return [await new Promise((done, failed) => entry.file(done, failed))];
  const reader = entry.createReader();
  const found = [];
  for (;;) { // a folder is told in parts
    const part = await new Promise((done, failed) => reader.readEntries(done, failed));
    if (!part.length) return found;
    for (const one of part) found.push(...(await filesOf(one)));
  }
}

export default {
  template: `
    <section class="tv-sending" :aria-label="terms.heading">
      <div class="tv-drop" :class="{ 'tv-over': over }" @dragover.prevent="over = true" @dragleave="over = false" @drop.prevent="dropped">
        <p class="tv-drop-text">{{ terms.drop }}</p>
        <div class="tv-actions">
          <button type="button" class="tv-button" :class="{ 'tv-main': !entries.length }" :disabled="busy" @click="$refs.files.click()">{{ terms.choose }}</button>
          <button v-if="!single" type="button" class="tv-button" :disabled="busy" @click="$refs.folder.click()">{{ terms.folder }}</button>
        </div>
        <input ref="files" type="file" hidden :multiple="!single" :aria-label="terms.choose" accept=".xlsx,.xlsm,.xls,.xlsb,.ods,.csv" @change="chosen">
        <input v-if="!single" ref="folder" type="file" hidden webkitdirectory :aria-label="terms.folder" @change="chosen">
      </div>
      <fieldset class="tv-options" :disabled="busy">
        <legend class="tv-label">{{ terms.options }}</legend>
        <div class="tv-row">
          <div v-if="choose" class="tv-field">
            <label for="tv-company">{{ terms.company }}</label>
            <select id="tv-company" v-model="options.company">
              <option v-for="one in companies" :key="one.key" :value="one.key">{{ one.name }}</option>
            </select>
          </div>
          <div v-else-if="companies.length || free" class="tv-field tv-wide">
            <label for="tv-company">{{ terms.company }}</label>
            <input id="tv-company" v-model="options.company" list="tv-companies" maxlength="300" autocomplete="off" spellcheck="false" :placeholder="terms['in-file']">
            <datalist id="tv-companies"><option v-for="one in companies" :key="one.key" :value="one.name"></option></datalist>
          </div>
          <div class="tv-field">
            <label for="tv-as-of">{{ terms["as-of"] }}</label>
            <input id="tv-as-of" v-model="options.as_of" inputmode="numeric" maxlength="10" autocomplete="off" :placeholder="terms['in-file']">
          </div>
        </div>
        <label class="tv-check"><input type="checkbox" v-model="options.partial"> <span>{{ terms.partial }}</span></label>
        <label class="tv-check"><input type="checkbox" v-model="options.correction"> <span>{{ terms.correction }}</span></label>
        <label class="tv-check"><input type="checkbox" v-model="options.confirm_leavers"> <span>{{ terms.confirm }}</span></label>
      </fieldset>
      <p v-if="wrong" class="tv-wrong" role="alert">{{ wrong }}</p>
      <div v-if="entries.length" class="tv-actions">
        <button v-if="unchecked.length" type="button" class="tv-button tv-main" :disabled="busy" @click="run(unchecked, 'check')">{{ say("check-all", { count: unchecked.length }) }}</button>
        <button v-if="ready.length > 1" type="button" class="tv-button" :class="{ 'tv-main': !unchecked.length }" :disabled="busy" @click="run(ready, 'apply')">{{ say("apply-all", { count: ready.length }) }}</button>
        <button v-if="busy" type="button" class="tv-button" @click="stopping = true" :disabled="stopping">{{ terms.stop }}</button>
        <button v-else-if="entries.length > 1" type="button" class="tv-button" @click="entries = []">{{ terms.clear }}</button>
        <span role="status" class="tv-small">{{ overall }}</span>
      </div>
      <ol class="tv-files">
        <li v-for="entry in entries" :key="entry.id" class="tv-card" :data-state="entry.state" :data-entry="entry.id" tabindex="-1">
          <div class="tv-file-head">
            <span class="tv-name">{{ entry.file.name }}</span>
            <span class="tv-chip" :class="tone(entry)" role="status">{{ stateOf(entry) }}</span>
            <button v-if="!busy && entry.state !== 'applied'" type="button" class="tv-button tv-slim" :aria-label="terms.leave + ': ' + entry.file.name" @click="leave(entry)">{{ terms.leave }}</button>
          </div>
          <div v-if="entry.progress" class="tv-progress">
            <progress :value="entry.progress.share" max="1" :aria-label="entry.file.name"></progress>
            <span class="tv-small">{{ stage(entry.progress) }}</span>
          </div>
          <p v-if="entry.wrong" class="tv-wrong" role="alert">{{ entry.wrong }}</p>
          <template v-if="entry.report">
            <p v-if="entry.report.company" class="tv-about">{{ entry.report.company }} · {{ say("of-day", { day: dmy(entry.report.as_of) }) }}</p>
            <p v-if="entry.report.repeats" class="tv-note">{{ terms.repeated }}</p>
            <dl v-if="entry.report.rows && entry.report.company" class="tv-tally">
              <div v-for="one in tally(entry.report)" :key="one.name" :class="one.tone"><dt>{{ one.label }}</dt><dd>{{ one.value }}</dd></div>
            </dl>
            <div v-if="entry.report.error" class="tv-wrong"><p>{{ entry.report.error[lang] }}</p></div>
            <fieldset v-if="entry.gone && entry.state === 'checked'" class="tv-question" :disabled="busy">
              <legend class="tv-label">{{ say("held", { left: entry.gone }) }}</legend>
              <label class="tv-check"><input type="radio" :name="'held-' + entry.id" @change="settle(entry, 'partial')" :checked="entry.settled === 'partial'"> <span>{{ terms.partial }}</span></label>
              <label class="tv-check"><input type="radio" :name="'held-' + entry.id" @change="settle(entry, 'confirm_leavers')" :checked="entry.settled === 'confirm_leavers'"> <span>{{ terms.confirm }}</span></label>
            </fieldset>
            <fieldset v-if="entry.asked.length" class="tv-question" :disabled="busy">
              <legend class="tv-label">{{ terms.columns }}</legend>
              <div v-for="(one, index) in entry.asked.filter((one) => one.doubtful)" :key="one.title" class="tv-field">
                <label :for="'tv-map-' + entry.id + '-' + index">{{ say("column-is", { title: one.title }) }}</label>
                <select :id="'tv-map-' + entry.id + '-' + index" v-model="one.field">
                  <option value="">{{ terms["leave-open"] }}</option>
                  <option value="-">{{ terms.ignore }}</option>
                  <option v-for="field in fields" :key="field.value" :value="field.value">{{ field.label }}</option>
                </select>
                <p v-if="one.confidence" class="tv-small">{{ say("likely", { share: Math.round(one.confidence * 100) }) }}</p>
              </div>
              <details v-if="entry.asked.some((one) => !one.doubtful)">
                <summary>{{ terms["other-columns"] }}</summary>
                <div v-for="(one, index) in entry.asked.filter((one) => !one.doubtful)" :key="one.title" class="tv-field">
                  <label :for="'tv-other-' + entry.id + '-' + index">{{ say("column-is", { title: one.title }) }}</label>
                  <select :id="'tv-other-' + entry.id + '-' + index" v-model="one.field">
                    <option value="">{{ terms["leave-open"] }}</option>
                    <option value="-">{{ terms.ignore }}</option>
                    <option v-for="field in fields" :key="field.value" :value="field.value">{{ field.label }}</option>
                  </select>
                </div>
              </details>
              <button type="button" class="tv-button" @click="settle(entry, 'map')">{{ terms["read-so"] }}</button>
            </fieldset>
            <details v-if="entry.report.differences_total" :open="!several">
              <summary>{{ say(entry.report.mode === "check" ? "would" : "did", { count: entry.report.differences_total }) }}</summary>
              <ul class="tv-differences"><li v-for="(one, index) in entry.report.differences" :key="index">{{ one.message[lang] }}</li></ul>
              <p v-if="entry.report.differences_total > entry.report.differences.length" class="tv-small">{{ say("more", { count: entry.report.differences_total - entry.report.differences.length }) }}</p>
            </details>
            <p v-else-if="nothing(entry.report)" class="tv-note">{{ terms.nothing }}</p>
            <div class="tv-actions">
              <button v-if="applicable(entry)" type="button" class="tv-button tv-main" :disabled="busy" @click="run([entry], 'apply')">{{ terms.apply }}</button>
              <a v-if="entry.report.key" class="tv-button" :href="'/imports/' + entry.report.key" :target="entry.state === 'applied' ? null : '_blank'" rel="noopener">{{ entry.state === "applied" ? terms.report : terms["report-new"] }}</a>
              <button v-if="mendable(entry.report)" type="button" class="tv-button" @click="mend(entry)">{{ terms.mend }}</button>
            </div>
          </template>
        </li>
      </ol>
    </section>`,
  props: { terms: Object, fields: Array, companies: Array, choose: Boolean, free: Boolean, single: Boolean, preset: Object, lang: String },
  emits: ["ended"],
  data() {
    const options = { company: "", as_of: "", partial: false, correction: false, confirm_leavers: false, ...this.preset };
    return { options, entries: [], over: false, busy: false, stopping: false, wrong: "", overall: "", next: 1 };
  },
  computed: {
    several() { return this.entries.length > 1; },
    unchecked() { return this.entries.filter((entry) => entry.state === "new" || entry.state === "wrong"); },
    ready() { return this.entries.filter((entry) => this.applicable(entry)); },
  },
  watch: {
    // Under other options what was checked says nothing any more.
    options: { deep: true, handler() { for (const entry of this.entries) if (entry.state === "checked") this.renew(entry); } },
  },
  methods: {
    dmy,
    say(name, values) { return fill(this.terms[name], values); },
    renew(entry) { Object.assign(entry, { state: "new", report: null, wrong: "", asked: [], settled: "", gone: 0, map: { ...this.preset?.map } }); },
    leave(entry) { this.entries = this.entries.filter((one) => one !== entry); },
    add(files) {
      const good = files.filter(wanted);
      this.wrong = good.length ? "" : this.terms["no-sheet"];
      if (this.single && good.length) this.entries = [];
      for (const file of this.single ? good.slice(0, 1) : good) {
        this.entries.push({ id: this.next++, file, state: "new", report: null, progress: null, wrong: "", asked: [], settled: "", gone: 0, map: { ...this.preset?.map } });
      }
    },
    chosen(event) {
      this.add([...event.target.files]);
      event.target.value = ""; // the same file may be chosen again once it was mended
    },
    async dropped(event) {
      this.over = false;
      if (this.busy) return;
      const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
      const files = entries.length ? (await Promise.all(entries.map(filesOf))).flat() : [...event.dataTransfer.files];
      this.add(files);
    },
    form(entry, mode) {
      const body = new FormData();
      const typed = this.options.company.trim();
      const company = this.companies.find((one) => one.name === typed)?.key ?? typed;
      if (company) body.append("company", company);
      if (this.options.as_of.trim()) body.append("as_of", this.options.as_of.trim());
      body.append("mode", mode);
      for (const name of ["partial", "correction", "confirm_leavers"]) {
        if (this.options[name] || entry.settled === name) body.append(name, "true");
      }
      for (const [title, field] of Object.entries(entry.map)) body.append("map", title + "=" + field);
      body.append("file", entry.file, entry.file.name);
      return body;
    },
    async run(entries, mode) {
      Object.assign(this, { busy: true, stopping: false, wrong: "", overall: "" });
      const bytes = (some) => some.reduce((sum, entry) => sum + entry.file.size, 0);
      const began = performance.now();
      let done = 0;
      for (const [at, entry] of entries.entries()) {
        if (this.stopping) break;
        const rest = bytes(entries.slice(at));
        const seconds = done ? ((performance.now() - began) / 1000) * (rest / done) : null;
        if (entries.length > 1) this.overall = this.say("overall", { done: at, all: entries.length }) + this.time(seconds);
        await this.one(entry, mode);
        done += entry.file.size;
      }
      this.busy = false;
      if (entries.length > 1) this.overall = "";
      else await this.focus(entries[0]);
      this.$emit("ended", {}); // also a check is one of the imports
    },
    async one(entry, mode) {
      Object.assign(entry, { wrong: "", progress: { stage: "send", share: 0, left: null } });
      const sent = await truyvet.send("POST", "/api/imports", this.form(entry, mode));
      const report = sent.ok ? await truyvet.follow(sent.document.key, SHOWN, (progress) => { entry.progress = progress; }) : sent;
      entry.progress = null;
      if (!report.ok) {
        Object.assign(entry, { state: "wrong", wrong: truyvet.sentence(report), report: null, asked: [] });
        return;
      }
      entry.report = report.document;
      if (report.document.state === "held") entry.gone = report.document.left;
      entry.state = mode === "apply" && report.document.state === "done" ? "applied" : "checked";
      entry.asked = entry.state === "applied" ? [] : this.doubts(report.document, entry);
    },
    // What was pressed may be gone: the keys go on with what is to be done next.
    async focus(entry) {
      await this.$nextTick();
      const box = this.$el.querySelector(`[data-entry="${entry.id}"]`);
      (box?.querySelector(".tv-main, .tv-question input, .tv-question select") ?? box)?.focus();
    },
    // Titles that a person should say something of: the doubtful ones, then those that are not read.
    doubts(report, entry) {
      const found = new Map();
      const add = (title, more) => { if (title && !found.has(title)) found.set(title, { title, field: entry.map[title] ?? "", doubtful: false, confidence: 0, ...more }); };
      const told = (title) => entry.map[title] !== undefined;
      for (const guess of report.error?.guesses ?? []) add(guess.title, { field: entry.map[guess.title] ?? guess.field, doubtful: true, confidence: guess.confidence });
      const unclear = new Set((report.findings ?? []).filter((one) => one.code === "column-unclear").map((one) => one.value));
      for (const column of report.columns ?? []) {
        if (column.source === "guess") add(column.title, { field: column.field, doubtful: true, confidence: column.confidence });
        else if (column.field === null && (unclear.has(column.title) || told(column.title))) add(column.title, { doubtful: true });
      }
      for (const column of report.columns ?? []) if (column.field === null && column.confidence === 0) add(column.title, {});
      if (report.error?.reason === "doubtful-columns") for (const title of report.error.titles ?? []) add(title, {});
      return [...found.values()];
    },
    settle(entry, how) {
      if (how === "map") {
        entry.map = { ...entry.map };
        for (const one of entry.asked) {
          if (one.field) entry.map[one.title] = one.field;
          else delete entry.map[one.title];
        }
      } else entry.settled = how;
      this.run([entry], "check");
    },
    applicable(entry) { return entry.state === "checked" && entry.report?.state === "done" && entry.report.mode === "check"; },
    mendable: (report) => (report.kinds ?? []).length > 0,
    nothing: (report) => report.state === "done" && report.rows && !report.rows.created && !report.rows.changed && !report.left && !report.moved,
    tally(report) {
      const rows = report.rows;
      const found = (severity) => (report.kinds ?? []).filter((kind) => kind.severity === severity).reduce((sum, kind) => sum + kind.count, 0);
      const counts = { ...rows, moved: report.moved, left: report.left, warnings: found("warning") };
      return Object.entries(counts).map(([name, value]) => ({
        name, value, label: this.terms["count-" + name],
        tone: { "tv-bad": value && (name === "rejected" || name === "left"), "tv-zero": !value },
      }));
    },
    tone: (entry) => ({
      "tv-good": entry.state === "applied", "tv-wrong": entry.state === "wrong" || (entry.state === "checked" && entry.report.state !== "done"),
    }),
    stateOf(entry) {
      if (entry.progress) return this.terms["state-running"];
      if (entry.state === "checked") return this.terms[entry.report.state === "done" ? "state-checked" : "state-" + entry.report.state];
      return this.terms["state-" + entry.state];
    },
    stage(progress) { return this.terms["stage-" + progress.stage] + this.time(progress.left); },
    time(seconds) {
      if (seconds === null || seconds === undefined) return "";
      return " · " + (seconds < 90 ? this.say("seconds-left", { count: Math.max(1, Math.round(seconds)) }) : this.say("minutes-left", { count: Math.round(seconds / 60) }));
    },
    async mend(entry) {
      const wrong = await truyvet.download("GET", "/api/imports/" + entry.report.key + "/workbook");
      if (wrong) entry.wrong = wrong;
    },
  },
};
