export { default } from "./++Overview.svelte.ts";
export * from "./++Overview.svelte.ts";
