// A form that the browser itself sends to the API, so that a password never passes the page: then it goes on.
export default {
  template: `
    <form class="tv-form" @submit.prevent="send" novalidate>
      <p v-if="wrong" class="tv-wrong" role="alert">{{ wrong }}</p>
      <div v-for="field in fields" :key="field.name" class="tv-field">
        <label :for="'tv-' + field.name">{{ field.label }}</label>
        <input :id="'tv-' + field.name" :name="field.name" :type="field.type ?? 'text'" v-model="values[field.name]"
               :autocomplete="field.autocomplete ?? 'off'" :maxlength="field.longest ?? 1000"
               :aria-describedby="field.help ? 'tv-help-' + field.name : null" spellcheck="false" autocapitalize="off">
        <p v-if="field.help" :id="'tv-help-' + field.name" class="tv-small">{{ field.help }}</p>
      </div>
      <button class="tv-button tv-main" :disabled="busy">{{ submit }}</button>
    </form>`,
  props: { fields: Array, method: String, path: String, submit: String, next: String, secret: String, missing: String },
  data() {
    return { values: Object.fromEntries(this.fields.map((field) => [field.name, field.value ?? ""])), wrong: "", busy: false };
  },
  mounted() {
    // A one-time secret stands behind the #, which no server is told and no log keeps.
    if (this.secret && location.hash) {
      this.values[this.secret] = decodeURIComponent(location.hash.slice(1));
      history.replaceState(null, "", location.pathname + location.search);
    }
    const first = this.fields.find((field) => !this.values[field.name]) ?? this.fields[0];
    if (first) this.$el.querySelector(`[name="${first.name}"]`)?.focus();
  },
  methods: {
    async send() {
      if (this.busy) return;
      const empty = this.fields.find((field) => !field.optional && !this.values[field.name].trim());
      if (empty) {
        this.wrong = this.missing.replace("{field}", empty.label);
        this.$el.querySelector(`[name="${empty.name}"]`)?.focus();
        return;
      }
      this.busy = true;
      this.wrong = "";
      const body = this.fields.length ? { ...this.values } : undefined;
      const answer = await truyvet.send(this.method, this.path, body);
      if (answer.ok) {
        location.assign(truyvet.local(this.next));
      } else {
        this.wrong = truyvet.sentence(answer);
        this.busy = false;
      }
    },
  },
};
