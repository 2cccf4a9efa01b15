export { default } from "./++TroubleBox.svelte.ts";
export * from "./++TroubleBox.svelte.ts";
