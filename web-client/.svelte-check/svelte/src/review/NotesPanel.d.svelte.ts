export { default } from "./++NotesPanel.svelte.ts";
export * from "./++NotesPanel.svelte.ts";
