// An import on its way: how far it is and how long it may take; when it has ended the page shows its report.
export default {
  template: `
    <div class="tv-progress" role="status">
      <p v-if="wrong" class="tv-wrong" role="alert">{{ wrong }}</p>
      <template v-else>
        <progress :value="progress.share" max="1" :aria-label="label"></progress>
        <span>{{ terms["stage-" + progress.stage] }}{{ left }}</span>
      </template>
    </div>`,
  props: { name: String, label: String, terms: Object },
  data: () => ({ progress: { stage: "queued", share: 0, left: null }, wrong: "" }),
  computed: {
    left() {
      return this.progress.left === null ? "" : " · " + this.terms["seconds-left"].replace("{count}", Math.max(1, Math.round(this.progress.left)));
    },
  },
  async mounted() {
    const answer = await truyvet.follow(this.name, 1, (progress) => { this.progress = progress; });
    if (answer.ok) location.reload();
    else this.wrong = truyvet.sentence(answer);
  },
};
