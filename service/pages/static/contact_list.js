// The contacts of a trace. The page brings the first ones; the rest is fetched here, so that the service holds no list
// for as long as somebody looks at it. Filters and order are worked out here, and stand in the address.
const dm = (day) => (day ? day.split("-").reverse().slice(0, 2).join("/") : "");
const FILTERS = ["level", "grade", "setting", "company", "workshop", "text"];
// A firm's name without its legal form, where room is short; the whole name stands in the title and in files.
const short = (name) => (name ?? "").replace(/^(Công ty|Cty)\s+(TNHH|CP|Cổ phần|Trách nhiệm hữu hạn)(\s+(MTV|Một thành viên))?\s+/i, "");
const ROW = 46; // px at least: all rows are as high, so that a scroll bar is true before they are drawn
const AROUND = 12; // rows drawn beyond what is seen

const fold = (text) => (text ?? "").normalize("NFD").replace(/\p{Mn}/gu, "").replace(/đ/gi, "d").toLowerCase();

export default {
  template: `
    <section class="tv-contacts" :aria-label="terms.list">
      <details class="tv-filter-box" :open="opened">
        <summary>{{ terms.filters }}</summary>
        <div class="tv-filters tv-row" role="group" :aria-label="terms.filters">
          <div v-for="filter in selects" :key="filter.name" class="tv-field">
            <label :for="'tv-filter-' + filter.name">{{ filter.label }}</label>
            <select :id="'tv-filter-' + filter.name" v-model="filters[filter.name]" @change="narrowed">
              <option value="">{{ terms.all }}</option>
              <option v-for="option in filter.options" :key="option.value" :value="option.value">{{ option.label }}</option>
            </select>
          </div>
          <div class="tv-field">
            <label for="tv-filter-text">{{ terms.text }}</label>
            <input id="tv-filter-text" v-model="filters.text" @input="narrowed" autocomplete="off" spellcheck="false" maxlength="100">
          </div>
        </div>
      </details>
      <p class="tv-small" role="status">
        {{ counted }}
        <template v-if="loading">{{ terms.loading.replace("{left}", left) }}</template>
      </p>
      <p v-if="wrong" class="tv-wrong" role="alert">{{ wrong }}</p>
      <div class="tv-scroll tv-window" ref="window" tabindex="0" role="region" :aria-label="terms.list"
           @scroll.passive="scrolled" @keydown="key">
        <table class="tv-table tv-contact-table" :aria-rowcount="found.length + 1">
          <thead>
            <tr aria-rowindex="1">
              <th v-for="column in columns" :key="column.name" scope="col" :class="'tv-c-' + column.name"
                  :aria-sort="by === column.name ? (down ? 'descending' : 'ascending') : null">
                <button type="button" class="tv-sort" @click="sortBy(column.name)">
                  {{ column.label }}<span aria-hidden="true">{{ by === column.name ? (down ? " ↓" : " ↑") : "" }}</span>
                </button>
              </th>
            </tr>
          </thead>
          <tbody>
            <tr v-if="above" aria-hidden="true" class="tv-gap" :style="{ height: above + 'px' }"><td></td></tr>
            <tr v-for="(contact, index) in drawn" :key="contact.person.key" :aria-rowindex="from + index + 2"
                :class="{ 'tv-chosen': contact.person.key === chosen }">
              <td class="tv-c-level"><span class="tv-chip" :class="'tv-level-' + contact.level">F{{ contact.level }}</span>
                <span class="tv-small">{{ terms[contact.grade] }}</span></td>
              <td class="tv-c-name">
                <button type="button" class="tv-row-button" :data-row="from + index" :aria-label="terms.why + ': ' + contact.person.name"
                        @click="why(contact)">{{ contact.person.name || contact.person.key }}</button>
                <span class="tv-small">{{ contact.person.birth_year }}<template v-if="contact.case"> · <b>{{ terms.case }}</b></template></span>
              </td>
              <td class="tv-c-company"><span class="tv-clip" :title="contact.person.company">{{ short(contact.person.company) }}</span>
                <span class="tv-small tv-clip">{{ unit(contact.person) }}</span></td>
              <td class="tv-c-days">{{ dm(contact.first_exposure) }}–{{ dm(contact.last_exposure) }}
                <span class="tv-small">{{ contact.exposure_days }}</span></td>
              <td class="tv-c-reasons"><span class="tv-two" :title="reasons(contact)">{{ reasons(contact) }}</span></td>
              <td class="tv-c-state"><span class="tv-clip">{{ state(contact) }}</span><span class="tv-small">{{ contact.person.phone }}</span></td>
            </tr>
            <tr v-if="below" aria-hidden="true" class="tv-gap" :style="{ height: below + 'px' }"><td></td></tr>
          </tbody>
        </table>
        <p v-if="!found.length" class="tv-empty">{{ terms.none }}</p>
      </div>
    </section>`,
  props: { asked: Object, first: String, total: Number, lang: String, settings: Object, terms: Object },
  emits: ["why"],
  data() {
    const query = new URLSearchParams(location.search);
    return {
      contacts: Object.freeze(JSON.parse(this.first)),
      filters: Object.fromEntries(FILTERS.map((name) => [name, query.get("f-" + name) ?? ""])),
      by: query.get("f-by") || null, down: query.get("f-down") === "1",
      // On a phone the list comes first; filters that narrow it are never out of sight.
      opened: innerWidth > 600 || FILTERS.some((name) => query.get("f-" + name)),
      loading: false, wrong: "", top: 0, row: ROW, height: 600, chosen: null, printing: false,
    };
  },
  computed: {
    columns() {
      return ["level", "name", "company", "days", "reasons", "state"].map((name) => ({ name, label: this.terms[name] }));
    },
    left() { return (this.total - this.contacts.length).toLocaleString(this.lang); },
    selects() {
      const options = (values, label = (value) => value) =>
        [...new Set(values)].filter((value) => value !== null && value !== undefined && value !== "")
          .sort((a, b) => new Intl.Collator(this.lang, { numeric: true }).compare(a, b)).map((value) => ({ value: String(value), label: label(value) }));
      const inFirm = this.contacts.filter((contact) => !this.filters.company || contact.person.company === this.filters.company);
      return [
        { name: "level", label: this.terms.level, options: options(this.contacts.map((one) => one.level), (level) => "F" + level) },
        { name: "setting", label: this.terms.setting, options: options(Object.keys(this.settings), (name) => this.settings[name]) },
        { name: "grade", label: this.terms.grade, options: options(this.contacts.map((one) => one.grade), (grade) => this.terms[grade]) },
        { name: "company", label: this.terms.company, options: options(this.contacts.map((one) => one.person.company), short) },
        { name: "workshop", label: this.terms.unit, options: options(inFirm.map((one) => one.person.workshop)) },
      ];
    },
    found() {
      const { level, grade, setting, company, workshop, text } = this.filters;
      const words = fold(text).split(/\s+/).filter(Boolean);
      const fits = (one) =>
        (!level || String(one.level) === level) && (!grade || one.grade === grade) &&
        (!setting || one.reasons.some((reason) => reason.setting === setting)) &&
        (!company || one.person.company === company) && (!workshop || one.person.workshop === workshop) &&
        words.every((word) => fold([one.person.name, one.person.code, one.person.phone].join(" ")).includes(word));
      const kept = this.contacts.filter(fits);
      if (!this.by) return kept;
      const collator = new Intl.Collator(this.lang, { numeric: true });
      const value = {
        level: (one) => one.level, name: (one) => one.person.name ?? "", company: (one) => `${one.person.company ?? ""} ${this.unit(one.person)}`,
        days: (one) => one.last_exposure, reasons: (one) => this.reasons(one), state: (one) => this.state(one),
      }[this.by];
      const valued = kept.map((one) => [value(one), one]);
      valued.sort(([a], [b]) => (typeof a === "number" ? a - b : collator.compare(a, b)) * (this.down ? -1 : 1));
      return valued.map(([, one]) => one);
    },
    from() { return this.printing ? 0 : Math.max(0, Math.min(Math.floor(this.top / this.row) - AROUND, this.found.length - 1)); },
    until() { return this.printing ? this.found.length : Math.min(this.found.length, Math.ceil((this.top + this.height) / this.row) + AROUND); },
    drawn() { return this.found.slice(this.from, this.until); },
    above() { return this.from * this.row; },
    below() { return (this.found.length - this.until) * this.row; },
    counted() {
      return this.terms.shown.replace("{shown}", this.found.length.toLocaleString(this.lang)).replace("{total}", this.total.toLocaleString(this.lang));
    },
  },
  async mounted() {
    this.height = this.$refs.window.clientHeight;
    // Larger letters make higher rows.
    this.row = this.$refs.window.querySelector("tbody tr:not(.tv-gap)")?.offsetHeight ?? ROW;
    // Before paper takes the page all rows are drawn, not only those in the window.
    this.before = () => { this.printing = true; };
    this.after = () => { this.printing = false; };
    window.addEventListener("beforeprint", this.before);
    window.addEventListener("afterprint", this.after);
    this.resized = new ResizeObserver(() => { if (this.$refs.window) this.height = this.$refs.window.clientHeight; });
    this.resized.observe(this.$refs.window);
    if (this.total > this.contacts.length) await this.fetchRest();
  },
  unmounted() {
    window.removeEventListener("beforeprint", this.before);
    window.removeEventListener("afterprint", this.after);
    this.resized?.disconnect();
  },
  methods: {
    dm, short,
    async fetchRest() {
      this.loading = true;
      const answer = await truyvet.send("POST", "/api/trace", { ...this.asked, limit: 50000, offset: this.contacts.length });
      this.loading = false;
      if (!answer.ok) {
        this.wrong = `${this.terms.incomplete} ${truyvet.sentence(answer)}`;
      } else if (answer.document.total !== this.total) {
        // Somebody changed the graph in between: two halves of different lists are no list.
        location.reload();
      } else {
        this.contacts = Object.freeze([...this.contacts, ...answer.document.contacts]);
      }
    },
    unit: (person) => [person.workshop, person.team].filter(Boolean).join(" · "),
    reasons(contact) {
      return contact.reasons.map((reason) => {
        const kind = this.settings[reason.setting] ?? reason.setting;
        const name = reason.group.name ?? "";
        return name.toLowerCase().startsWith(kind) ? name : `${kind} ${name}`;
      }).join(", ");
    },
    state(contact) {
      const follow = contact.follow_up;
      if (!follow) return "";
      const todo = (follow.todo ?? []).map((name) => this.terms["todo-" + name] ?? name);
      return todo.length ? todo.join(", ") : this.terms["state-" + follow.state] ?? "";
    },
    why(contact) {
      this.chosen = contact.person.key;
      truyvet.showInAddress({ why: contact.person.key });
      this.$emit("why", { key: contact.person.key });
    },
    narrowed() {
      if (this.filters.workshop && !this.selects[4].options.some((option) => option.value === this.filters.workshop)) this.filters.workshop = "";
      this.$refs.window.scrollTop = 0;
      this.show();
    },
    sortBy(name) {
      if (this.by === name && this.down) { this.by = null; this.down = false; } // the third time: as the list came
      else { this.down = this.by === name; this.by = name; }
      this.show();
    },
    show() {
      truyvet.showInAddress({
        ...Object.fromEntries(FILTERS.map((name) => ["f-" + name, this.filters[name]])), "f-by": this.by, "f-down": this.down ? "1" : "",
      });
    },
    scrolled() { this.top = this.$refs.window.scrollTop; },
    async key(event) {
      if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
      const at = event.target.dataset?.row;
      if (at === undefined && event.target !== this.$refs.window) return;
      event.preventDefault();
      const to = Math.max(0, Math.min(this.found.length - 1, at === undefined ? Math.ceil(this.top / this.row) : Number(at) + (event.key === "ArrowDown" ? 1 : -1)));
      const box = this.$refs.window;
      const head = box.querySelector("thead").offsetHeight;
      if (to * this.row < box.scrollTop) box.scrollTop = to * this.row;
      if ((to + 1) * this.row + head > box.scrollTop + box.clientHeight) box.scrollTop = (to + 1) * this.row + head - box.clientHeight;
      this.top = box.scrollTop;
      await this.$nextTick();
      box.querySelector(`[data-row="${to}"]`)?.focus({ preventScroll: true });
    },
  },
};
