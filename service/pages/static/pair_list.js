// Pairs of records side by side. What is decided goes straight to the API, and can be taken back in place.
const BY_KEY = { 1: "accept", 2: "reject", 0: "undo" };

export default {
  template: `
    <div class="tv-pairs" data-arrows>
      <section v-for="(pair, index) in shown" :key="pair.key" class="tv-card tv-pair" :data-state="pair.state" :data-index="index"
               tabindex="0" data-stop :aria-label="pair.names.join(' – ')" @keydown="key($event, pair)">
        <div class="tv-pair-head">
          <span class="tv-name">{{ pair.about }}</span>
          <span>
            <span v-for="reason in pair.reasons" :key="reason.text" class="tv-chip" :class="{ 'tv-wrong': reason.against, 'tv-good': !reason.against }">{{ reason.text }}</span>
          </span>
        </div>
        <div class="tv-scroll" tabindex="0" role="region" :aria-label="pair.names.join(' – ')">
          <table class="tv-table tv-pair-table">
            <thead><tr>
              <th scope="col">{{ terms.field }}</th>
              <th scope="col">{{ terms.one }}</th>
              <th scope="col">{{ terms.other }}</th>
            </tr></thead>
            <tbody>
              <tr v-for="row in pair.rows" :key="row.label" :class="{ 'tv-differs': row.differs }">
                <th scope="row">{{ row.label }}<span v-if="row.differs" class="tv-hidden"> ({{ terms.differs }})</span></th>
                <td>{{ row.one }}</td>
                <td>{{ row.other }}</td>
              </tr>
            </tbody>
          </table>
        </div>
        <p v-if="pair.wrong" class="tv-wrong" role="alert">{{ pair.wrong }}</p>
        <div class="tv-actions">
          <span role="status" class="tv-pair-told">{{ pair.told }}</span>
          <button v-if="pair.state !== 'accepted'" type="button" class="tv-button" :class="{ 'tv-main': pair.state === 'open' }" :disabled="pair.busy" @click="decide(pair, 'accept')"><kbd aria-hidden="true">1</kbd> {{ terms.accept }}</button>
          <button v-if="pair.state !== 'rejected'" type="button" class="tv-button" :disabled="pair.busy" @click="decide(pair, 'reject')"><kbd aria-hidden="true">2</kbd> {{ terms.reject }}</button>
          <button v-if="pair.state !== 'open'" type="button" class="tv-button" :disabled="pair.busy" @click="decide(pair, 'undo')"><kbd aria-hidden="true">0</kbd> {{ terms.undo }}</button>
        </div>
      </section>
    </div>`,
  props: { pairs: Array, terms: Object, states: Object },
  data() {
    return { shown: this.pairs.map((pair) => ({ ...pair, busy: false, told: "", wrong: "" })) };
  },
  methods: {
    key(event, pair) {
      if (event.ctrlKey || event.metaKey || event.altKey || pair.busy) return;
      const decision = BY_KEY[event.key];
      if (!decision || (decision === "undo" && pair.state === "open")) return;
      event.preventDefault();
      this.decide(pair, decision);
    },
    async decide(pair, decision) {
      Object.assign(pair, { busy: true, wrong: "" });
      const answer = await truyvet.send("POST", "/api/identity/" + encodeURIComponent(pair.key), { decision });
      pair.busy = false;
      if (!answer.ok) {
        pair.wrong = truyvet.sentence(answer);
        return;
      }
      pair.state = answer.document.state;
      pair.told = this.terms["now-" + pair.state];
      await this.$nextTick();
      // The button that was pressed may be gone: the keys stay with the pair, or go on to the next one that waits.
      const index = this.shown.indexOf(pair);
      const next = decision === "undo" ? index : Math.max(index, this.shown.findIndex((one, at) => at > index && one.state === "open"));
      this.$el.querySelector(`[data-index="${next}"]`)?.focus();
    },
  },
};
