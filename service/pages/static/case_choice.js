// Cases to tick, of hundreds: drawn by the browser, narrowed by typing with or without accents.
const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[đĐ]/g, "d").toLowerCase();

export default {
  template: `
    <form @submit.prevent="$emit('chosen', ticked)">
      <label class="tv-field"><span class="tv-label">{{ terms.narrow }}</span>
        <input type="search" v-model="typed" autocomplete="off" maxlength="100" data-arrows-of="case-choice" />
      </label>
      <div id="case-choice" class="tv-choice-list" role="group" :aria-label="terms.list" tabindex="0" data-arrows>
        <label v-for="one in shown" :key="one.key">
          <input type="checkbox" :value="one.key" v-model="ticked" />
          <span><span class="tv-name">{{ one.name }}</span><span class="tv-small">{{ one.about }}</span></span>
        </label>
        <p v-if="!shown.length" class="tv-empty">{{ terms.none }}</p>
      </div>
      <p class="tv-actions">
        <button type="submit" class="tv-button tv-main" :disabled="ticked.length < least || ticked.length > most">{{ terms.go }}</button>
        <span aria-live="polite">{{ terms.chosen.replace("{count}", ticked.length) }}</span>
      </p>
    </form>`,
  props: { cases: Array, chosen: Array, least: Number, most: Number, terms: Object },
  emits: ["chosen"],
  data() {
    return { typed: "", ticked: [...this.chosen] };
  },
  computed: {
    shown() {
      const wanted = plain(this.typed).split(/\s+/).filter(Boolean);
      return this.cases.filter((one) => {
        const text = plain(one.name + " " + one.about);
        return wanted.every((word) => text.includes(word));
      });
    },
  },
};
