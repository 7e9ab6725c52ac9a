// A form that the browser itself sends to the API, so that a password never passes the page: then it goes on.
export default {
  template: `
    <form class="tv-form" @submit.prevent="send" novalidate>
      <p v-if="wrong" class="tv-wrong" role="alert">{{ wrong }}</p>
      <div role="status">
        <p v-for="one in shown" :key="one.name" class="tv-once">{{ one.label }} <code>{{ one.value }}</code></p>
      </div>
      <div v-for="field in fields" :key="field.name" class="tv-field" :class="{ 'tv-day-field': field.type === 'day' }">
        <label :for="idOf(field)">{{ field.label }}</label>
        <select v-if="field.type === 'select'" :id="idOf(field)" :name="field.name" v-model="values[field.name]"
                :aria-describedby="described(field)">
          <option v-for="option in field.options" :key="option[0]" :value="option[0]">{{ option[1] }}</option>
        </select>
        <input v-else :id="idOf(field)" :name="field.name" :type="typeOf(field)" v-model="values[field.name]"
               :autocomplete="field.autocomplete ?? 'off'" :maxlength="field.longest ?? 1000" :placeholder="field.hint"
               :inputmode="field.type === 'day' || field.type === 'number' ? 'numeric' : null"
               :aria-describedby="described(field)" spellcheck="false" autocapitalize="off">
        <p v-if="field.help" :id="idOf(field) + '-help'" class="tv-small">{{ field.help }}</p>
      </div>
      <button class="tv-button tv-main" :disabled="busy">{{ submit }}</button>
    </form>`,
  props: {
    fields: Array, method: String, path: String, submit: String, next: String, secret: String, missing: String,
    prefix: String, fixed: Object, empties: String, query: Boolean, shows: Array, tells: Boolean, done: String,
    focus: Boolean,
  },
  emits: ["answered"],
  data() {
    const values = Object.fromEntries(this.fields.map((field) => [field.name, field.value ?? ""]));
    return { values, wrong: "", busy: false, shown: [] };
  },
  mounted() {
    // A one-time secret stands behind the #, which no server is told and no log keeps.
    if (this.secret && location.hash) {
      this.values[this.secret] = decodeURIComponent(location.hash.slice(1));
      history.replaceState(null, "", location.pathname + location.search);
    }
    const first = this.fields.find((field) => !this.values[field.name]) ?? this.fields[0];
    if (first && this.focus) this.$nextTick(() => this.fieldOf(first)?.focus());
  },
  methods: {
    idOf(field) { return `${this.prefix}-${field.name}`; },
    described(field) { return field.help ? `${this.idOf(field)}-help` : null; },
    typeOf: (field) => (["password", "email"].includes(field.type) ? field.type : "text"),
    fieldOf(field) { return this.$el.querySelector(`[name="${field.name}"]`); },
    isEmpty(field) { return !String(this.values[field.name]).trim(); },
    // As the API takes it: a number, a list of what is divided by commas, else a text.
    valueOf(field) {
      const value = this.values[field.name];
      if (field.type === "number") return Number(value);
      return field.type === "list" ? value.split(/[,;\s]+/).filter(Boolean) : value;
    },
    // What is not filled in is sent as it stands, left out, or sent as null (which empties it).
    sent() {
      const sent = { ...this.fixed };
      for (const field of this.fields) {
        const value = this.isEmpty(field) && this.empties === "null" ? null : this.valueOf(field);
        if (this.isEmpty(field) && this.empties === "left-out") continue;
        const [outer, inner] = field.name.split(".");
        if (inner) sent[outer] = { ...sent[outer], [inner]: value };
        else sent[outer] = value;
      }
      return sent;
    },
    async send() {
      if (this.busy) return;
      const empty = this.fields.find((field) => !field.optional && this.isEmpty(field));
      if (empty) {
        this.wrong = this.missing.replace("{field}", empty.label);
        this.fieldOf(empty)?.focus();
        return;
      }
      this.busy = true;
      this.wrong = "";
      const sent = this.sent();
      const path = this.query ? `${this.path}?${new URLSearchParams(sent)}` : this.path;
      const body = this.query || !Object.keys(sent).length ? undefined : sent;
      const answer = await truyvet.send(this.method, path, body);
      if (!answer.ok) {
        this.wrong = truyvet.sentence(answer);
        this.busy = false;
        const named = this.fields.find((field) => field.name.split(".").includes(answer.document?.field));
        this.$nextTick(() => named && this.fieldOf(named)?.focus());
        return;
      }
      if (this.shows) {
        this.shown = this.shows.map((one) => ({ ...one, value: answer.document[one.name] }));
        this.busy = false;
      } else if (this.tells) {
        this.$emit("answered", answer.document);
        this.busy = false;
      } else {
        if (this.done) sessionStorage.setItem("truyvet-done", this.done);
        const key = encodeURIComponent(answer.document?.key ?? "");
        location.assign(truyvet.local(this.next).replace("{key}", key));
      }
    },
  },
};
