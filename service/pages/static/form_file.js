// A filled form: looked at first, which writes nothing, and recorded when somebody has read what would come of it.
const MOST = 200; // rows of the report that are shown

export default {
  template: `
    <div class="tv-form-file">
      <div class="tv-field">
        <label :for="prefix">{{ terms.choose }}</label>
        <input :id="prefix" type="file" accept=".xlsx,.xls,.csv" @change="chosen" :disabled="busy">
      </div>
      <p v-if="busy" class="tv-waiting" role="status"><span class="tv-spinner"></span>{{ terms.reading }}</p>
      <p v-if="wrong" class="tv-wrong" role="alert">{{ wrong }}</p>
      <section v-if="report" aria-live="polite">
        <p><b>{{ report.check ? terms.checked : terms.recorded }}</b></p>
        <p>
          <span v-for="state in ['recorded', 'unchanged', 'doubtful', 'rejected']" :key="state" class="tv-chip" :class="tone(state)">
            {{ terms['state-' + state] }}: {{ report.rows[state] }}</span>
        </p>
        <button v-if="report.check && report.rows.recorded" type="button" class="tv-button tv-main" :disabled="busy" @click="record">
          {{ terms.record.replace("{count}", report.rows.recorded) }}</button>
        <a v-if="!report.check" class="tv-button" :href="next">{{ terms.again }}</a>
        <div v-if="open.length" class="tv-scroll" tabindex="0" role="region" :aria-label="terms.open">
          <table class="tv-table">
            <caption class="tv-hidden">{{ terms.open }}</caption>
            <thead><tr><th scope="col">{{ terms.row }}</th><th scope="col">{{ terms.why }}</th><th scope="col">{{ terms.meant }}</th></tr></thead>
            <tbody>
              <tr v-for="entry in open.slice(0, most)" :key="entry.sheet + entry.row">
                <td>{{ entry.row }}</td>
                <td><span class="tv-chip" :class="tone(entry.state)">{{ terms['state-' + entry.state] }}</span> {{ entry.message[lang] }}</td>
                <td>
                  <span v-for="person in entry.candidates" :key="person.key" class="tv-small">
                    <a :href="'/people/' + encodeURIComponent(person.key)">{{ person.name || person.key }}</a>
                    {{ [person.birth_year, person.code, person.company].filter(Boolean).join(" · ") }}
                    <a v-if="register" :href="register + encodeURIComponent(person.key)">{{ terms.register }}</a>
                  </span>
                </td>
              </tr>
            </tbody>
          </table>
        </div>
        <p v-if="open.length > most" class="tv-note">{{ terms.more.replace("{count}", open.length - most) }}</p>
      </section>
    </div>`,
  props: { path: String, next: String, register: String, prefix: String, lang: String, terms: Object },
  data: () => ({ file: null, busy: false, wrong: "", report: null, most: MOST }),
  computed: {
    open() { return this.report.entries.filter((entry) => entry.state === "doubtful" || entry.state === "rejected"); },
  },
  methods: {
    tone: (state) => ({ recorded: "tv-good", doubtful: "tv-level-2", rejected: "tv-wrong" })[state],
    async chosen(event) {
      this.file = event.target.files[0] ?? null;
      event.target.value = ""; // the same file, mended, may be chosen again
      this.report = null;
      if (this.file) await this.send(true);
    },
    async record() { await this.send(false); },
    async send(check) {
      this.busy = true;
      this.wrong = "";
      const body = new FormData();
      body.append("file", this.file);
      body.append("check", check ? "true" : "false");
      const answer = await truyvet.send("POST", this.path, body);
      this.busy = false;
      if (answer.ok) this.report = Object.freeze(answer.document);
      else this.wrong = truyvet.sentence(answer);
    },
  },
};
