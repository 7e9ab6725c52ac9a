// The browser's own dialog: it keeps the focus within, closes by Esc, and gives the focus back.
export default {
  template: `
    <dialog class="tv-dialog tv-asking" :aria-label="heading" @close="$emit('closed')">
      <h2>{{ heading }}</h2>
      <slot></slot>
      <form method="dialog" class="tv-actions"><button class="tv-button">{{ close }}</button></form>
    </dialog>`,
  props: { heading: String, close: String },
  emits: ["closed"],
  mounted() { this.$el.showModal(); },
};
