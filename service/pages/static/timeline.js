// Days as bars, one lane a row: who was where, from when to when. Marks are days of a case. What is not known is open.
const DAY = 86400000;
const number = (day) => Date.parse(day + "T00:00:00Z") / DAY;
const dmy = (day) => day.split("-").reverse().join("/");

export default {
  template: `
    <div class="tv-scroll" tabindex="0" role="region" :aria-label="caption">
      <table class="tv-table tv-timeline">
        <caption class="tv-hidden">{{ caption }}</caption>
        <thead>
          <tr>
            <th v-for="head in heads" scope="col">{{ head }}</th>
            <th scope="col" class="tv-axis">
              <span class="tv-axis-first">{{ dmy(first) }}</span><span class="tv-axis-last">{{ dmy(last) }}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          <tr v-for="(lane, index) in lanes" :key="index">
            <th scope="row"><a v-if="lane.to" :href="lane.to">{{ lane.label }}</a><template v-else>{{ lane.label }}</template>
              <span v-if="lane.note" class="tv-small">{{ lane.note }}</span></th>
            <td>{{ lane.days }}<span v-if="lane.source" class="tv-small">{{ lane.source }}</span></td>
            <td class="tv-lane">
              <span class="tv-bar" :class="['tv-bar-' + lane.tone, { 'tv-open-start': !lane.from, 'tv-open-end': !lane.until }]" :style="bar(lane)"></span>
              <span v-for="mark in marks" :key="mark.label" class="tv-mark" :style="{ left: at(mark.day) + '%' }" :title="mark.label"></span>
            </td>
          </tr>
        </tbody>
      </table>
      <p v-if="marks.length" class="tv-small"><span v-for="mark in marks" :key="mark.label" class="tv-mark-word">{{ mark.label }} {{ dmy(mark.day) }}</span></p>
    </div>`,
  props: { lanes: Array, marks: Array, first: String, last: String, caption: String, heads: Array },
  methods: {
    dmy,
    at(day) {
      const days = number(this.last) - number(this.first) + 1;
      return Math.max(0, Math.min(100, ((number(day) - number(this.first)) / days) * 100));
    },
    bar(lane) {
      const left = lane.from ? this.at(lane.from) : 0;
      const right = lane.until ? this.at(new Date((number(lane.until) + 1) * DAY).toISOString().slice(0, 10)) : 100;
      return { left: left + "%", width: Math.max(right - left, 0.6) + "%" };
    },
  },
};
