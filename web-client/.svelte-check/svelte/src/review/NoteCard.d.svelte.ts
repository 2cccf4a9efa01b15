export { default } from "./++NoteCard.svelte.ts";
export * from "./++NoteCard.svelte.ts";
