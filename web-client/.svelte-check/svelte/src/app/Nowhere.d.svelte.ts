export { default } from "./++Nowhere.svelte.ts";
export * from "./++Nowhere.svelte.ts";
