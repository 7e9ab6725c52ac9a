// A table drawn from data. A column with ``to`` is sorted by that address (``sorted``: how it is). A cell is a text or number, or {text, to, tone, note, sort, acts: [{name, label}]}.
const asCell = (value) => (value !== null && typeof value === "object" ? value : { text: value });

export default {
  template: `
    <div class="tv-scroll" tabindex="0" role="region" :aria-label="caption">
      <table class="tv-table" data-arrows>
        <caption class="tv-hidden">{{ caption }}</caption>
        <thead>
          <tr>
            <th v-for="column in columns" :key="column.name" scope="col" :class="'tv-' + (column.align ?? 'left')"
                :aria-sort="column.sorted ?? (by === column.name ? (down ? 'descending' : 'ascending') : null)">
              <a v-if="column.to" :href="column.to" class="tv-sort">{{ column.label }}<span aria-hidden="true">{{ arrows[column.sorted] }}</span></a>
              <button v-else-if="column.sort" type="button" class="tv-sort" @click="sortBy(column.name)">
                {{ column.label }}<span aria-hidden="true">{{ by === column.name ? (down ? " ↓" : " ↑") : "" }}</span>
              </button>
              <template v-else>{{ column.label }}</template>
            </th>
          </tr>
        </thead>
        <tbody>
          <tr v-for="(row, index) in shown" :key="row.key ?? index" data-stop>
            <td v-for="column in columns" :key="column.name" :class="'tv-' + (column.align ?? 'left')" :data-label="column.label">
              <template v-for="cell in [cellOf(row, column)]">
                <a v-if="cell.to" :href="cell.to" class="tv-link">{{ cell.text }}</a>
                <span v-else-if="cell.tone" :class="'tv-chip tv-' + cell.tone">{{ cell.text }}</span>
                <template v-else>{{ cell.text }}</template>
                <span v-if="cell.note" class="tv-small">{{ cell.note }}</span>
                <span v-if="cell.acts" class="tv-acts">
                  <button v-for="act in cell.acts" :key="act.name" type="button" class="tv-button tv-slim"
                          @click="$emit('act', { act: act.name, key: row.key })">{{ act.label }}</button>
                </span>
              </template>
            </td>
          </tr>
        </tbody>
      </table>
    </div>`,
  props: { columns: Array, rows: Array, caption: String, lang: String },
  emits: ["act"],
  data: () => ({ by: null, down: false, arrows: { ascending: " ↑", descending: " ↓" } }),
  computed: {
    shown() {
      if (this.by === null) return this.rows;
      const collator = new Intl.Collator(this.lang, { numeric: true });
      const value = (row) => { const cell = asCell(row[this.by]); return cell.sort ?? cell.text ?? null; };
      return [...this.rows].sort((a, b) => {
        const [one, two] = [value(a), value(b)];
        if (one === two) return 0;
        if (one === null) return 1; // what is unknown stands last, whichever way
        if (two === null) return -1;
        const order = typeof one === "number" && typeof two === "number" ? one - two : collator.compare(one, two);
        return this.down ? -order : order;
      });
    },
  },
  methods: {
    cellOf: (row, column) => asCell(row[column.name]),
    sortBy(name) {
      this.down = this.by === name && !this.down;
      this.by = name;
    },
  },
};
